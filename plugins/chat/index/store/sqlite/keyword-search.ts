import type { KeywordHit } from '../index-store.js';
import { affordableTerms } from './affordable-terms.js';
import { indexedTerms, quotedTerm } from './quoted-term.js';
import type { SqliteDatabase } from './sqlite-database.js';

/** `rank` would sort all rows with their positions; this keeps the best `limit` only and takes half the time. */
const best = `
  SELECT rowid AS id, bm25(terms, ?2, ?3, ?4) AS score FROM terms WHERE terms MATCH ?1 ORDER BY score LIMIT ?5`;

const count = `
  SELECT value AS term, (SELECT count(*) FROM terms WHERE terms MATCH value) AS chunks FROM json_each(?)`;

/** More would be a memory of its own. */
const keptCounts = 20_000;

export interface KeywordOptions {
  readonly limit: number;
  readonly weights: readonly [number, number, number];
}

/** Searches the terms of all chunks, and remembers in how many of them a term is. */
export class KeywordSearch {
  readonly #counts = new Map<string, number>();

  /** The database has changed. */
  forget(): void {
    this.#counts.clear();
  }

  /** Chunks with any of the terms, best first. Whatever is in a term is text, not an operator of FTS5. */
  async search(
    database: SqliteDatabase,
    terms: readonly string[],
    { limit, weights }: KeywordOptions,
  ): Promise<readonly KeywordHit[]> {
    const quoted = indexedTerms(terms).map(quotedTerm);
    await this.#count(database, quoted);
    const affordable = affordableTerms(quoted, this.#counts);
    if (affordable.length === 0) return [];
    const rows = await database.all(best, [affordable.join(' OR '), ...weights, limit]);
    // BM25 of FTS5 is the better the lower it is.
    return rows.map(({ id, score }) => ({ chunkId: Number(id), score: -Number(score) }));
  }

  async #count(database: SqliteDatabase, quoted: readonly string[]): Promise<void> {
    if (this.#counts.size > keptCounts) this.forget();
    const unknown = quoted.filter((term) => !this.#counts.has(term));
    if (unknown.length === 0) return;
    const rows = await database.all(count, [JSON.stringify(unknown)]);
    for (const { term, chunks } of rows) this.#counts.set(String(term), Number(chunks));
  }
}
