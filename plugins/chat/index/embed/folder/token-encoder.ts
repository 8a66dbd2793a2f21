import type { TextTokenizer } from './text-tokenizer.js';

/** More characters than this for each token are blanks mostly; they are cut off, because reading them takes long. */
const charactersPerToken = 32;

/** Makes ids of texts as a transformer was trained on them: with special tokens around, which are kept when a text is cut. */
export class TokenEncoder {
  readonly #tokenizer: TextTokenizer;
  readonly #before: readonly number[];
  readonly #after: readonly number[];
  /** For the tokens of a text. */
  readonly #room: number;

  /** `maxTokens`: with the special ones. */
  constructor(tokenizer: TextTokenizer, maxTokens: number) {
    const { before, after } = tokenizer.specialTokens();
    this.#tokenizer = tokenizer;
    this.#before = before;
    this.#after = after;
    this.#room = Math.max(1, maxTokens - before.length - after.length);
  }

  encode(text: string): readonly number[] {
    return [...this.#before, ...this.#plain(text).slice(0, this.#room), ...this.#after];
  }

  /** How many tokens stand before what follows `start` in a text. */
  lengthOfStart(start: string): number {
    return this.#before.length + this.#plain(start).length;
  }

  #plain(text: string): readonly number[] {
    return this.#tokenizer.encode(text.slice(0, this.#room * charactersPerToken));
  }
}
