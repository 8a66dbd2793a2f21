import type { TextTools } from 'devmgr/plugin-api';

/** Counting takes half a second for a million characters: beyond this only every so many examples are counted. */
const COUNTED_WHOLE = 150_000;
const EVERY = 50;
const COUNTED_AT_MOST = 600_000;
/** Of one example. */
const COUNTED_OF_ONE = 50_000;
/** What a chat format adds to a message. */
const PER_MESSAGE = 4;
/** Characters of one token, before anything was counted. */
const USUAL = 3.6;

/**
 * How many tokens examples are: the first ones are counted by the estimate of `TextTools.countTokens`, then one in 50, and the others reckoned
 * by what those had for a character. Usually within 10 % of the provider's own count for English, and rather too many.
 */
export class TokenMeter {
  readonly #tools: Pick<TextTools, 'countTokens'>;
  #countedChars = 0;
  #countedTokens = 0;
  #otherChars = 0;
  #messages = 0;
  #examples = 0;

  constructor(tools: Pick<TextTools, 'countTokens'>) {
    this.#tools = tools;
  }

  /** Tokens of the example, as well as they are known by now. A promise only where it is counted: that takes time. */
  add(text: string, messages: number): number | Promise<number> {
    this.#messages += messages;
    this.#examples += 1;
    if (!this.#isCounted()) {
      this.#otherChars += text.length;
      return this.estimate(text, messages);
    }
    return this.#count(text, messages);
  }

  estimate(text: string, messages: number): number {
    return Math.round(text.length * this.#ratio) + messages * PER_MESSAGE;
  }

  get total(): number {
    return Math.round(this.#countedTokens + this.#otherChars * this.#ratio) + this.#messages * PER_MESSAGE;
  }

  get #ratio(): number {
    return this.#countedChars === 0 ? 1 / USUAL : this.#countedTokens / this.#countedChars;
  }

  #isCounted(): boolean {
    if (this.#countedChars < COUNTED_WHOLE) return true;
    return this.#examples % EVERY === 0 && this.#countedChars < COUNTED_AT_MOST;
  }

  async #count(text: string, messages: number): Promise<number> {
    const counted = text.slice(0, COUNTED_OF_ONE);
    this.#countedTokens += await this.#tools.countTokens(counted);
    this.#countedChars += counted.length;
    this.#otherChars += text.length - counted.length;
    return this.estimate(text, messages);
  }
}
