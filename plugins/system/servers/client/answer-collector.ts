import type { AnswerObserver } from './api-answer.js';
import { isText, textDecoder } from './answer-body.js';
import type { ExchangeHead } from './exchange.js';
import { headerValue } from './header-value.js';

/** Of one answer: what is beyond is told to the observer and not kept. */
export const MOST_HELD = 32 * 1024 * 1024;

/** Keeps the body of an answer as it comes, and tells of it. */
export class AnswerCollector {
  readonly #observer: AnswerObserver;
  readonly #chunks: Uint8Array[] = [];
  #held = 0;
  #isTooBig = false;
  #decoder: TextDecoder | undefined;
  #contentType = '';

  constructor(observer: AnswerObserver) {
    this.#observer = observer;
  }

  head(head: ExchangeHead): void {
    this.#contentType = headerValue(head.headers, 'content-type') ?? '';
    this.#observer.onHead?.(head);
  }

  async chunk(chunk: Uint8Array): Promise<void> {
    if (this.#held + chunk.length <= MOST_HELD && !this.#isTooBig) {
      this.#chunks.push(chunk);
      this.#held += chunk.length;
    } else this.#isTooBig = true;
    this.#tellText(chunk);
    await this.#observer.onChunk?.(chunk);
  }

  get isTooBig(): boolean {
    return this.#isTooBig;
  }

  /** Nobody wants what is not kept. */
  get isLimited(): boolean {
    return this.#observer.isLimited ?? false;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  /** A letter may be cut in two by the pieces. */
  #tellText(chunk: Uint8Array): void {
    if (!this.#observer.onText || !isText(this.#contentType, chunk)) return;
    this.#decoder ??= textDecoder(this.#contentType);
    const text = this.#decoder.decode(chunk, { stream: true });
    if (text !== '') this.#observer.onText(text);
  }
}
