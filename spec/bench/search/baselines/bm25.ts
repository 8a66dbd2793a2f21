import type { RankedPlace, Retriever } from '../retriever.js';

/** A piece of a file: what is searched. */
export interface Passage extends RankedPlace {
  readonly text: string;
}

/** Of Robertson & Zaragoza 2009, the usual values. */
const k1 = 1.2;
const b = 0.75;
const depth = 200;

/** Plain BM25 in memory over path and text of passages. */
export class Bm25 implements Retriever {
  readonly name: string;
  readonly #passages: readonly Passage[];
  readonly #words: (text: string) => readonly string[];
  /** For each word: place of the passage and how often it is in there, in turn. */
  readonly #postings = new Map<string, number[]>();
  readonly #lengths: number[] = [];
  readonly #meanLength: number;

  constructor(name: string, passages: readonly Passage[], words: (text: string) => readonly string[]) {
    this.name = name;
    this.#passages = passages;
    this.#words = words;
    passages.forEach((passage, index) => this.#add(passage, index));
    this.#meanLength = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, passages.length);
  }

  #add({ path, text }: Passage, index: number): void {
    const counts = new Map<string, number>();
    const words = this.#words(`${path}\n${text}`);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    this.#lengths.push(words.length);
    for (const [word, count] of counts) {
      const postings = this.#postings.get(word);
      if (postings) postings.push(index, count);
      else this.#postings.set(word, [index, count]);
    }
  }

  /** Scores of all passages that have a word of the query, by place. */
  scores(query: string): ReadonlyMap<number, number> {
    const scores = new Map<number, number>();
    for (const word of new Set(this.#words(query))) {
      const postings = this.#postings.get(word) ?? [];
      const weight = this.#idf(postings.length / 2);
      for (let at = 0; at < postings.length; at += 2) {
        const [index = 0, count = 0] = [postings[at], postings[at + 1]];
        const length = (this.#lengths[index] ?? 0) / this.#meanLength;
        const score = (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
        scores.set(index, (scores.get(index) ?? 0) + score);
      }
    }
    return scores;
  }

  #idf(passagesWithIt: number): number {
    return Math.log(1 + (this.#passages.length - passagesWithIt + 0.5) / (passagesWithIt + 0.5));
  }

  search(query: string): Promise<readonly RankedPlace[]> {
    const best = [...this.scores(query)].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, depth);
    return Promise.resolve(best.flatMap(([index]) => this.#passages[index] ?? []));
  }
}
