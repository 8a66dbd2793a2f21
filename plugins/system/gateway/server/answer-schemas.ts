/*
 * What the gateway itself must know of a request; everything else goes on to the provider, who knows better. JSON Schema, also for
 * `/openapi.json`.
 */

const model = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  // No control characters: providers and logs would get them.
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$',
  description:
    'A route, an alias, provider/model, a provider for its default model, or a model that one provider lists',
};
const stream = { type: ['boolean', 'null'], description: 'Server-sent events instead of one answer' };
const messages = {
  type: 'array',
  minItems: 1,
  items: { type: 'object', required: ['role'], properties: { role: { type: 'string' } } },
};

function body(required: readonly string[], properties: object): object {
  return { type: 'object', required: ['model', ...required], properties: { model, ...properties } };
}

const streamed = 'A stream of server-sent events where `stream` is true';

function answered(description: string): object {
  return { 200: { description, type: 'object', additionalProperties: true } };
}

export const chatSchema = {
  operationId: 'createChatCompletion',
  summary: "Answer a conversation (OpenAI's shape)",
  tags: ['answers'],
  body: body(['messages'], { messages, stream }),
  response: answered(`A chat completion. ${streamed}`),
};

export const completionsSchema = {
  operationId: 'createCompletion',
  summary: "Go on with a text (OpenAI's older shape)",
  tags: ['answers'],
  body: body(['prompt'], {
    stream,
    prompt: { anyOf: [{ type: 'string' }, { type: 'array', minItems: 1 }] },
  }),
  response: answered(`A text completion. ${streamed}`),
};

export const messagesSchema = {
  operationId: 'createMessage',
  summary: "Answer a conversation (Anthropic's shape)",
  tags: ['answers'],
  body: body(['messages', 'max_tokens'], { messages, stream, max_tokens: { type: 'integer', minimum: 0 } }),
  response: answered(`A message. ${streamed}`),
};

export const countTokensSchema = {
  operationId: 'countTokens',
  summary: 'How many tokens a message is: Anthropic counts its own, for others it is estimated; nothing is spent',
  tags: ['answers'],
  body: body(['messages'], { messages }),
  response: {
    200: {
      description:
        'With the header x-devmgr-provider that provider has counted; without it, it is an estimate, rather too many',
      type: 'object',
      required: ['input_tokens'],
      properties: { input_tokens: { type: 'integer' } },
    },
  },
};

export const embeddingsSchema = {
  operationId: 'createEmbedding',
  summary: 'Vectors of texts; models on this machine too',
  tags: ['answers'],
  body: body(['input'], {
    input: {
      anyOf: [
        { type: 'string', minLength: 1 },
        { type: 'array', minItems: 1, maxItems: 2048 },
      ],
    },
    encoding_format: { enum: ['float', 'base64', null] },
    dimensions: { type: ['integer', 'null'], minimum: 1 },
  }),
  response: answered('A list of embeddings'),
};
