import type { EmbeddingInput } from './embedder.js';

/** What a model reads of an input: the path of a document stands on a line of its own before its text. */
export function embeddingText({ path, text }: EmbeddingInput): string {
  return path === undefined ? text : `${path}\n${text}`;
}
