import type { SearchEngine } from '../../../../plugins/chat/index/search/search-engine.js';
import type { RankedPlace, Retriever } from '../retriever.js';

/** So deep that ten different files are among them. */
const limit = 100;
const never = new AbortController().signal;

/** The product as people ask it; `off`: without these signals of its ranking. */
export class ProductRetriever implements Retriever {
  readonly name: string;
  readonly #engine: SearchEngine;
  readonly #off: ReadonlySet<string>;

  constructor(engine: SearchEngine, name = 'devmgr', off: readonly string[] = []) {
    this.name = name;
    this.#engine = engine;
    this.#off = new Set(off);
  }

  async search(query: string): Promise<readonly RankedPlace[]> {
    const { matches } = await this.#engine.search(query, { limit, signal: never, off: this.#off });
    return matches;
  }
}
