import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import type { IndexReader } from '../store/index-store.js';
import type { RankedCandidate } from './search-corpus.js';

/** How many are looked at before it is given up that enough of them lack the words that are not wanted. */
const mostRead = 300;

interface ReadOptions {
  readonly limit: number;
  /** Words that neither path, symbol nor text may have. */
  readonly without: readonly string[];
}

/** Makes matches of ranked candidates: reads their texts from the database. */
export class MatchReader {
  readonly #reader: IndexReader;

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  async read(ranked: readonly RankedCandidate[], { limit, without }: ReadOptions): Promise<readonly CodeMatch[]> {
    const matches: CodeMatch[] = [];
    const most = without.length > 0 ? Math.min(ranked.length, Math.max(mostRead, limit)) : ranked.length;
    for (let from = 0; from < most && matches.length < limit; from += limit) {
      const some = ranked.slice(from, from + limit);
      const texts = await this.#reader.texts(some.map(({ chunkId }) => chunkId));
      // A text that is gone was replaced a moment ago by another process.
      matches.push(...some.flatMap((candidate) => toMatch(candidate, texts.get(candidate.chunkId), without)));
    }
    return matches.slice(0, limit);
  }
}

function toMatch(ranked: RankedCandidate, text: string | undefined, without: readonly string[]): readonly CodeMatch[] {
  const { file, chunk, score, reasons } = ranked;
  if (text === undefined || hasAny(without, [file.path, chunk.symbol ?? '', text])) return [];
  const { startLine, endLine, kind, symbol } = chunk;
  const { path, language } = file;
  return [{ path, startLine, endLine, text, score, foundBy: foundBy(ranked), kind, language, symbol, reasons }];
}

function hasAny(words: readonly string[], texts: readonly string[]): boolean {
  return words.some((word) => texts.some((text) => text.toLowerCase().includes(word.toLowerCase())));
}

function foundBy({ keyword, vector }: RankedCandidate): CodeMatch['foundBy'] {
  if (keyword > 0) return (vector ?? 0) > 0 ? 'both' : 'keyword';
  return 'vector';
}
