import type { ValidateFunction } from 'ajv';
import type { AiDouble } from '../../../../support/ai-doubles/ai-double.js';
import { openAiSchema } from '../wire/support/openai-schema.js';

const schemas = new Map<string, ValidateFunction>();

/** Fails when a request that came to a double of OpenAI's shape is not as OpenAI's own document has it. */
export function checkRequests(double: AiDouble): void {
  for (const { method, path, body } of double.requests) {
    const problems = method === 'POST' ? problemsOf(path, body) : undefined;
    if (problems !== undefined) throw new Error(`${path}: ${problems}\n${JSON.stringify(body)}`);
  }
}

/** What the document has against a body that was sent to a path; `undefined`: nothing. */
export function problemsOf(path: string, body: unknown): string | undefined {
  const schema = schemaOf(path);
  if (!schema || schema(body)) return undefined;
  return (schema.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`).join('; ');
}

/** Compiled once: it takes most of a second. */
function schemaOf(path: string): ValidateFunction | undefined {
  const name = path.endsWith('/chat/completions')
    ? 'CreateChatCompletionRequest'
    : path.endsWith('/embeddings')
      ? 'CreateEmbeddingRequest'
      : undefined;
  if (name === undefined) return undefined;
  const schema = schemas.get(name) ?? openAiSchema(name);
  schemas.set(name, schema);
  return schema;
}
