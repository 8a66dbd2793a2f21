import { VECTORS } from './upstream.js';
import type { Answer } from './vendor.js';

/** Vectors of the texts that `VECTORS` has; the last one first: the index says which is whose. aimock gives all of them the same. */
export function embeddingsAnswer(body: unknown): Answer {
  const { model, input } = body as { readonly model: string; readonly input: string | readonly string[] };
  const texts = typeof input === 'string' ? [input] : input;
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: VECTORS[text] ?? [] }));
  const usage = { prompt_tokens: texts.length, total_tokens: texts.length };
  return { status: 200, body: { object: 'list', model, data: data.reverse(), usage } };
}
