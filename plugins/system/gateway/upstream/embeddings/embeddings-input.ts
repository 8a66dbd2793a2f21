import { GatewayError } from '../../gateway-error.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { VectorEncoding } from './vector-text.js';

/** A text, or the numbers of its tokens. */
export type EmbeddingInput = string | readonly number[];

export interface EmbeddingsInput {
  readonly inputs: readonly EmbeddingInput[];
  readonly encoding: VectorEncoding;
  readonly dimensions: number | undefined;
}

/** What a request for embeddings asks. Throws a `GatewayError` that names the field that is wrong. */
export function embeddingsInput(body: JsonObject): EmbeddingsInput {
  const { encoding_format: format, dimensions, input } = body;
  if (format !== undefined && format !== null && format !== 'float' && format !== 'base64')
    throw wrong('encoding_format', 'must be float or base64');
  if (dimensions !== undefined && dimensions !== null && !(Number.isSafeInteger(dimensions) && Number(dimensions) > 0))
    throw wrong('dimensions', 'must be a whole number above 0');
  return {
    inputs: inputsOf(input),
    encoding: format === 'base64' ? 'base64' : 'float',
    dimensions: typeof dimensions === 'number' ? dimensions : undefined,
  };
}

function inputsOf(input: unknown): readonly EmbeddingInput[] {
  const list: readonly unknown[] = Array.isArray(input) && !isTokens(input) ? input : [input];
  if (list.length === 0 || !list.every(isInput))
    throw wrong('input', 'must be a text, a list of texts, or lists of token numbers, and not empty');
  return list;
}

function isInput(value: unknown): value is EmbeddingInput {
  return typeof value === 'string' || isTokens(value);
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => Number.isSafeInteger(item));
}

function wrong(param: string, what: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message: `${param} ${what}`, param });
}
