/* What clients say to the code routes, checked before them and told in `/openapi.json`. */

const tags = ['code'] as const;
const number = { type: 'number' } as const;
const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;

const model = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$',
  description: 'As for /v1/chat/completions; without it what was chosen in devmgr',
} as const;

const place = { path: text, startLine: number, endLine: number, symbol: text } as const;

const found = {
  200: {
    description: 'What was found, best first: the document of `devmgr search --json`',
    type: 'object',
    required: ['object', 'query', 'kind', 'tookMs', 'results', 'notes'],
    properties: {
      object: { type: 'string', const: 'code.search' },
      query: text,
      kind: { enum: ['symbol', 'path', 'trace', 'question'] },
      tookMs: number,
      results: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'startLine', 'endLine', 'text', 'score', 'kind', 'language', 'reasons'],
          properties: {
            ...place,
            text,
            score: number,
            kind: text,
            language: text,
            foundBy: { enum: ['keyword', 'vector', 'both'] },
            reasons: texts,
          },
        },
      },
      notes: texts,
    },
  },
} as const;

const query = { type: 'string', minLength: 1, maxLength: 20_000 } as const;

export const searchSchema = {
  operationId: 'searchCode',
  tags,
  summary: 'Find code of the project by words, meaning, symbol, path or error',
  body: {
    type: 'object',
    required: ['query'],
    properties: { query, k: { type: 'integer', minimum: 1, maximum: 1000, default: 10 } },
  },
  response: found,
} as const;

export const searchQuerySchema = {
  operationId: 'searchCodeByQuery',
  tags,
  summary: 'The same with the query in the address',
  querystring: {
    type: 'object',
    required: ['q'],
    properties: { q: query, k: { type: 'string', pattern: '^(?:[1-9]\\d{0,2}|1000)$' } },
  },
  response: found,
} as const;

export const chatSchema = {
  operationId: 'chatAboutCode',
  tags,
  summary: 'Answer a question about the project from its code',
  description:
    'A request as for /v1/chat/completions with text only. Code is looked up for the last question; system messages go to the model as a part of it. ' +
    'The answer is a chat completion with sources, citations and notes beside the choices; in a stream sources and notes come with the first ' +
    'chunk, citations with the last one that has a choice.',
  body: {
    type: 'object',
    required: ['messages'],
    properties: {
      model,
      messages: {
        type: 'array',
        minItems: 1,
        maxItems: 1000,
        items: { type: 'object', required: ['role'], properties: { role: text } },
      },
      stream: { type: ['boolean', 'null'] },
      stream_options: { type: ['object', 'null'], properties: { include_usage: { type: 'boolean' } } },
      use_code: { type: 'boolean', default: true, description: 'Whether code of the project is looked up' },
    },
  },
  response: {
    200: {
      description:
        'A chat completion with what it was made from. A stream of server-sent events where `stream` is true',
      type: 'object',
      additionalProperties: true,
      required: ['id', 'object', 'created', 'model', 'choices', 'sources', 'citations', 'notes'],
      properties: {
        sources: {
          type: 'array',
          items: { type: 'object', properties: { ...place, score: number, origin: text, reasons: texts, text } },
        },
        citations: {
          type: 'array',
          items: {
            type: 'object',
            properties: { ...place, line: number, written: text, verified: { type: 'boolean' }, problem: text },
          },
        },
        notes: texts,
      },
    },
  },
} as const;

export const generateSchema = {
  operationId: 'generateCode',
  tags,
  summary: 'Write code for a file of the project; nothing is saved',
  body: {
    type: 'object',
    required: ['path', 'prompt'],
    properties: {
      path: { type: 'string', minLength: 1, maxLength: 4096, description: "From the project's root" },
      prompt: { type: 'string', minLength: 1, maxLength: 200_000 },
      model,
      use_context: { type: 'boolean', default: true, description: "Whether the project's code is shown to the model" },
      attachments: {
        type: 'array',
        maxItems: 20,
        items: { type: 'object', required: ['title', 'text'], properties: { title: text, text } },
      },
      stream: { enum: [false, null], description: 'Only whole answers' },
    },
  },
  response: {
    200: {
      description: 'The document of `devmgr gen --json`, with the changes as one diff that `git apply` takes',
      type: 'object',
      additionalProperties: true,
      required: ['object', 'id', 'file', 'code', 'diff', 'files', 'refused', 'notes', 'answer', 'provider', 'model'],
      properties: {
        object: { type: 'string', const: 'code.generation' },
        file: text,
        code: { type: ['string', 'null'] },
        diff: text,
        files: {
          type: 'array',
          items: { type: 'object', properties: { path: text, isNew: { type: 'boolean' }, code: text, diff: text } },
        },
        refused: { type: 'array', items: { type: 'object', properties: { path: text, reason: text } } },
        notes: texts,
        answer: text,
        provider: text,
        model: text,
      },
    },
  },
} as const;
