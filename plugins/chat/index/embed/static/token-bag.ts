/** Of a text that the built-in model looks at; MODEL_CARD.md. */
export const maxTokens = 512;

/** The tokens of a text without their order: each once, with a weight. Empty for a text without any. */
export interface TokenBag {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

/** Makes bags in which a token that occurs n times has the weight 1 + ln n. */
export class TokenBags {
  readonly #counts: Uint16Array;

  /** `size`: of the vocabulary. */
  constructor(size: number) {
    this.#counts = new Uint16Array(size);
  }

  /** Of at most 65,535 tokens. */
  of(tokens: readonly number[]): TokenBag {
    const counts = this.#counts;
    const ids: number[] = [];
    for (const id of tokens) {
      const count = (counts[id] ?? 0) + 1;
      counts[id] = count;
      if (count === 1) ids.push(id);
    }
    const weights = ids.map((id) => 1 + Math.log(counts[id] ?? 1));
    for (const id of ids) counts[id] = 0;
    return { ids, weights };
  }
}
