import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/**
 * What `POST /v1/messages` takes, written by hand after `MessageCreateParamsBase` of npm @anthropic-ai/sdk 1.12.0
 * (resources/messages/messages.d.ts), as far as devmgr sends it. `temperature` and `top_p` are no longer in those types: they
 * are of version 2023-06-01. Stricter than the types: texts are not empty and turns alternate, as the API wants it.
 */
const text = {
  type: 'object',
  properties: { type: { const: 'text' }, text: { type: 'string', minLength: 1, pattern: '\\S' } },
  required: ['type', 'text'],
  additionalProperties: false,
};

const image = {
  type: 'object',
  properties: {
    type: { const: 'image' },
    source: {
      type: 'object',
      properties: {
        type: { const: 'base64' },
        media_type: { enum: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] },
        data: { type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$' },
      },
      required: ['type', 'media_type', 'data'],
      additionalProperties: false,
    },
  },
  required: ['type', 'source'],
  additionalProperties: false,
};

function turn(role: string, blocks: readonly object[]): object {
  return {
    type: 'object',
    properties: { role: { const: role }, content: { type: 'array', minItems: 1, items: { oneOf: blocks } } },
    required: ['role', 'content'],
    additionalProperties: false,
  };
}

const request = {
  type: 'object',
  properties: {
    model: { type: 'string', minLength: 1 },
    max_tokens: { type: 'integer', minimum: 1 },
    messages: {
      type: 'array',
      minItems: 1,
      items: { oneOf: [turn('user', [text, image]), turn('assistant', [text])] },
    },
    system: { type: 'string', minLength: 1 },
    stop_sequences: { type: 'array', minItems: 1, items: { type: 'string', pattern: '\\S' } },
    stream: { const: true },
    temperature: { type: 'number', minimum: 0, maximum: 1 },
    top_p: { type: 'number', minimum: 0, maximum: 1 },
  },
  required: ['model', 'max_tokens', 'messages'],
  not: { required: ['temperature', 'top_p'] },
  additionalProperties: false,
};

export function anthropicSchema(): ValidateFunction {
  return new Ajv2020({ allErrors: true, strict: false }).compile(request);
}
