import type { CorpusFile } from '../search/search-corpus.js';
import type { ChunkRecord } from '../store/index-store.js';

/**
 * Where the symbol begins whose part a chunk is, as places in the file: a long function is several chunks one after the
 * other. The chunk itself when it is whole or the first part.
 */
export function firstPart({ chunks, language }: CorpusFile, index: number): number {
  const chunk = chunks[index];
  let first = index;
  if (!chunk || (chunk.kind !== 'function' && chunk.kind !== 'method')) return first;
  // In Python the same name again is the setter of a property; elsewhere it is an overload, which stands for itself.
  const isPart = (other: ChunkRecord | undefined) =>
    isSame(other, chunk) || (language === 'python' && other?.symbol !== undefined && other.symbol === chunk.symbol);
  while (first > 0 && isPart(chunks[first - 1])) first--;
  return first;
}

/** Whether a chunk is the first of its file with its symbol: what is between the members of a class does not define it. */
export function beginsSymbol({ chunks }: CorpusFile, index: number): boolean {
  const chunk = chunks[index];
  return chunk !== undefined && chunks.findIndex((other) => isSame(other, chunk)) === index;
}

function isSame(one: ChunkRecord | undefined, other: ChunkRecord): boolean {
  return (
    other.symbol !== undefined &&
    one?.symbol === other.symbol &&
    one.kind === other.kind &&
    one.signature === other.signature
  );
}
