import type { Tokenizer } from './tokenizer-library.js';

/** No text: stands for the tokens of a text among the special ones. */
const place = '\u0000';
/** More characters than this for each token are blanks mostly; they are cut off, because reading them takes long. */
const charactersPerToken = 32;

/** Makes ids of texts as a model was trained on them: with special tokens around, which are kept when a text is cut. */
export class TokenEncoder {
  readonly #tokenizer: Tokenizer;
  readonly #before: readonly number[];
  readonly #after: readonly number[];
  readonly #maxTokens: number;

  /** `maxTokens`: with the special ones. */
  constructor(tokenizer: Tokenizer, maxTokens: number) {
    const tokens = tokenizer.post_processor?.post_process([place], null, true).tokens ?? [place];
    const ids = tokens.map((token) => tokenizer.token_to_id(token) ?? 0);
    this.#tokenizer = tokenizer;
    this.#before = ids.slice(0, tokens.indexOf(place));
    this.#after = ids.slice(tokens.indexOf(place) + 1);
    this.#maxTokens = Math.max(maxTokens, ids.length);
  }

  encode(text: string): readonly number[] {
    const room = this.#maxTokens - this.#before.length - this.#after.length;
    return [...this.#before, ...this.#plain(text).slice(0, room), ...this.#after];
  }

  /** How many tokens stand before what follows `start` in a text. */
  lengthOfStart(start: string): number {
    return this.#before.length + this.#plain(start).length;
  }

  #plain(text: string): readonly number[] {
    const start = text.slice(0, this.#maxTokens * charactersPerToken);
    return this.#tokenizer.encode(start, { add_special_tokens: false }).ids;
  }
}
