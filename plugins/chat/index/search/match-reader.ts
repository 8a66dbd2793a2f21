import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import type { ParsedQuery } from '../query/parsed-query.js';
import { foundReasons } from '../rank/found-reasons.js';
import type { IndexReader } from '../store/index-store.js';
import type { RankedCandidate } from './search-corpus.js';

/** How many are looked at before it is given up that enough of them have the words as they are wanted. */
const mostRead = 300;
const mostReadForPhrases = 3_000;

interface ReadOptions {
  readonly query: ParsedQuery;
  readonly limit: number;
}

/** Makes matches of ranked candidates: reads their texts from the database. */
export class MatchReader {
  readonly #reader: IndexReader;

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  async read(ranked: readonly RankedCandidate[], { query, limit }: ReadOptions): Promise<readonly CodeMatch[]> {
    const matches: CodeMatch[] = [];
    const most = Math.min(ranked.length, Math.max(mostLooked(query), limit));
    const step = query.filters.phrases?.length ? Math.max(limit, 100) : limit;
    for (let from = 0; from < most && matches.length < limit; from += step) {
      const some = ranked.slice(from, from + step);
      const texts = await this.#reader.texts(some.map(({ chunkId }) => chunkId));
      // A text that is gone was replaced a moment ago by another process.
      matches.push(...some.flatMap((candidate) => toMatch(candidate, texts.get(candidate.chunkId), query)));
    }
    return matches.slice(0, limit);
  }
}

function mostLooked({ filters: { without, phrases = [] } }: ParsedQuery): number {
  if (phrases.length > 0) return mostReadForPhrases;
  return without.length > 0 ? mostRead : Infinity;
}

function toMatch(ranked: RankedCandidate, text: string | undefined, query: ParsedQuery): readonly CodeMatch[] {
  const { file, chunk, score } = ranked;
  const { without, phrases = [] } = query.filters;
  if (text === undefined) return [];
  const texts = [file.path, chunk.symbol ?? '', text].map(comparable);
  const has = (words: string) => texts.some((one) => one.includes(comparable(words)));
  if (without.some(has) || !phrases.every(has)) return [];
  const { startLine, endLine, kind, symbol } = chunk;
  const { path, language } = file;
  const reasons = foundReasons(ranked, text, query, ranked.reasons);
  return [{ path, startLine, endLine, text, score, foundBy: foundBy(ranked), kind, language, symbol, reasons }];
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

function foundBy({ keyword, vector }: RankedCandidate): CodeMatch['foundBy'] {
  if (keyword > 0) return (vector ?? 0) > 0 ? 'both' : 'keyword';
  return 'vector';
}
