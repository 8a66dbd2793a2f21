/** Places of one line on two sides. */
export type LinePair = readonly [oldAt: number, newAt: number];

/** Of pairs that come in the order of the first side, the most that rise on the second as well (patience diff, Bram Cohen). */
export class RisingChain {
  readonly #pairs: LinePair[] = [];
  /** For each length the pair that ends lowest, and for each pair the one before it. */
  readonly #ends: number[] = [];
  readonly #previous: number[] = [];

  add(pair: LinePair): void {
    const length = this.#firstNotBelow(pair[1]);
    this.#previous.push(length > 0 ? (this.#ends[length - 1] ?? -1) : -1);
    this.#ends[length] = this.#pairs.push(pair) - 1;
  }

  longest(): readonly LinePair[] {
    const chain: LinePair[] = [];
    for (let at = this.#ends.at(-1) ?? -1; at >= 0; at = this.#previous[at] ?? -1) {
      const pair = this.#pairs[at];
      if (pair) chain.push(pair);
    }
    return chain.reverse();
  }

  #firstNotBelow(right: number): number {
    let [low, high] = [0, this.#ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pairs[this.#ends[middle] ?? 0]?.[1] ?? 0) < right) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
