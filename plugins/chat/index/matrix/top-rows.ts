interface ScoredRow {
  readonly row: number;
  readonly score: number;
}

/** The best few of many scores: a binary heap with the worst of them on top. Rows without a score above 0 do not count. */
export class TopRows {
  readonly #limit: number;
  readonly #heap: ScoredRow[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What a score must exceed to be among the best. */
  get floor(): number {
    return this.#heap.length < this.#limit ? 0 : (this.#heap[0]?.score ?? Infinity);
  }

  offer(row: number, score: number): void {
    if (score <= this.floor) return;
    if (this.#heap.length < this.#limit) {
      this.#heap.push({ row, score });
      this.#rise(this.#heap.length - 1);
    } else {
      this.#heap[0] = { row, score };
      this.#sink();
    }
  }

  /** Best first; of equal ones the earlier row. */
  best(): readonly ScoredRow[] {
    return [...this.#heap].sort((a, b) => b.score - a.score || a.row - b.row);
  }

  #rise(start: number): void {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1;
      if (this.#scoreAt(parent) <= this.#scoreAt(index)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  #sink(): void {
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      const smaller = this.#scoreAt(left + 1) < this.#scoreAt(left) ? left + 1 : left;
      if (this.#scoreAt(smaller) >= this.#scoreAt(index)) return;
      this.#swap(smaller, index);
      index = smaller;
    }
  }

  #scoreAt(index: number): number {
    return this.#heap[index]?.score ?? Infinity;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (!first || !second) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
