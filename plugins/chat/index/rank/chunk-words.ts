import { nameWords } from '../keyword/name-words.js';
import { splitIdentifier } from '../keyword/split-identifier.js';
import type { ChunkRecord } from '../store/index-store.js';
import { lastPart } from './last-part.js';

/** The words of a chunk's symbol, stemmed. */
export interface ChunkWords {
  readonly symbol: readonly string[];
  /** Of its last part. */
  readonly name: readonly string[];
  /** Those with spaces between; empty for a name of several words of which all but one say nothing. */
  readonly key: string;
}

/** Chunks live as long as the search knows their file. */
const known = new WeakMap<ChunkRecord, ChunkWords>();

export function chunkWords(chunk: ChunkRecord): ChunkWords {
  const before = known.get(chunk);
  if (before) return before;
  const words = wordsOf(chunk.symbol ?? '');
  known.set(chunk, words);
  return words;
}

function wordsOf(symbol: string): ChunkWords {
  const last = lastPart(symbol);
  const name = nameWords(last);
  const isRest = name.length === 1 && splitIdentifier(last).length > 1;
  return { symbol: nameWords(symbol), name, key: isRest ? '' : name.join(' ') };
}
