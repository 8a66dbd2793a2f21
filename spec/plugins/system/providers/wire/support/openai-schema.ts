import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const slice = new URL('../../../../../fixtures/openai-openapi/requests.json', import.meta.url);

type Schema = Record<string, unknown>;

/**
 * A checker of request bodies made of OpenAI's own document. The document mixes words of OpenAPI 3.0 into 3.1: `nullable`
 * becomes a type, `discriminator` is dropped. It is made stricter in one point: members that it does not know are refused.
 */
export function openAiSchema(name: 'CreateChatCompletionRequest' | 'CreateEmbeddingRequest'): ValidateFunction {
  const document = JSON.parse(readFileSync(slice, 'utf8')) as { components: { schemas: Record<string, Schema> } };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(adapted(document) as Schema, 'openai');
  return ajv.compile({ $ref: `openai#/components/schemas/${name}`, unevaluatedProperties: false });
}

function adapted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(adapted);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, discriminator: _, ...rest } = value as Schema;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, adapted(item)]));
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}
