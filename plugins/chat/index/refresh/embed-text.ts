import type { Chunk } from '../chunk/chunk.js';

/**
 * What the vector of a chunk is made of, beside the path of its file: its lines, and before them the qualified name where the
 * lines do not say it (a method without its class, the second half of a long function).
 */
export function embedText({ symbol, text }: Pick<Chunk, 'symbol' | 'text'>): string {
  if (symbol === undefined || showsAll(text, symbol)) return text;
  return `${symbol}\n${text}`;
}

function showsAll(text: string, symbol: string): boolean {
  return symbol.split(/[.#:\s]+/).every((part) => text.includes(part));
}
