import { StopSequences } from './stop-sequences.js';
import type { Tokenizer, Transformers } from './transformers.js';

/** Hears of an answer as it is made. */
export interface AnswerListener {
  /** `tokens` of the answer so far. */
  onText(text: string, tokens: number): void;
}

/** Follows `generate` token by token: passes text on, counts, and ends it early. */
export class AnswerStream {
  readonly #criteria: { interrupt(): void };
  readonly #stops: StopSequences;
  readonly #streamer: object;
  #tokens = 0;
  #last: bigint | undefined;

  constructor(library: Transformers, tokenizer: Tokenizer, stopSequences: readonly string[], listener: AnswerListener) {
    this.#criteria = new library.InterruptableStoppingCriteria();
    this.#stops = new StopSequences(stopSequences, (text) => listener.onText(text, this.#tokens));
    this.#streamer = new library.TextStreamer(tokenizer, {
      skip_prompt: true,
      skip_special_tokens: true,
      callback_function: (text) => this.#takeText(text),
      token_callback_function: (tokens) => this.#takeTokens(tokens),
    });
  }

  /** For `generate`. */
  get options(): { readonly streamer: object; readonly stopping_criteria: object } {
    return { streamer: this.#streamer, stopping_criteria: this.#criteria };
  }

  get tokens(): number {
    return this.#tokens;
  }

  get lastToken(): bigint | undefined {
    return this.#last;
  }

  /** At a stop sequence. */
  get isStopped(): boolean {
    return this.#stops.found;
  }

  /** Ends it after this token. */
  interrupt(): void {
    this.#criteria.interrupt();
  }

  /** `generate` has ended. */
  finish(): void {
    this.#stops.finish();
  }

  #takeText(text: string): void {
    this.#stops.push(text);
    if (this.#stops.found) this.interrupt();
  }

  #takeTokens(tokens: readonly bigint[]): void {
    this.#tokens += tokens.length;
    this.#last = tokens.at(-1);
  }
}
