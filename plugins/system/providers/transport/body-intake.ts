import type { Readable } from 'node:stream';
import type { Exchange } from './exchange.js';
import { HttpFailure } from './http-failure.js';

/** So many bytes are taken in before somebody reads them: a short body is in whole then, and its connection free for the next request. */
const MOST_UNREAD = 16 * 1024;

/**
 * The body of an answer, read once. Cheaper than the iterator of a stream, which costs more than the reading where many short answers come.
 * `exchange` ends with it. Rejects with what `exchange` explains.
 */
export class BodyIntake implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #stream: Readable;
  readonly #exchange: Exchange;
  #pieces: Uint8Array[] = [];
  #unread = 0;
  #isWhole = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(stream: Readable, exchange: Exchange) {
    this.#stream = stream;
    this.#exchange = exchange;
    stream.on('data', (piece: Uint8Array) => this.#take(piece));
    stream.once('end', () => this.#end());
    stream.on('error', (error) => this.#break(error));
    stream.once('close', () => this.#isWhole || this.#break(PREMATURE));
    exchange.whenCut(() => {
      // What nobody has read is not given any more.
      if (!this.#failure) this.#pieces = [];
      this.#break(PREMATURE);
      stream.destroy();
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece) return { done: false, value: this.#given(piece) };
      if (this.#failure) throw this.#failure.error;
      if (this.#isWhole) return { done: true, value: undefined };
      this.#exchange.awaitPiece();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Whoever leaves early closes the connection. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#exchange.isOver) this.#exchange.fail(new HttpFailure('torn', 'the answer was not read to its end'));
    return Promise.resolve({ done: true, value: undefined });
  }

  /** What is beyond `limit` bytes is not read, nor a character that it cuts. */
  async text(limit: number): Promise<string> {
    const read: Uint8Array[] = [];
    for (let left = limit; left > 0;) {
      const { value: piece } = await this.next();
      if (!piece) return decoded(read, false);
      read.push(piece.subarray(0, left));
      left -= piece.length;
    }
    await this.return();
    return decoded(read, true);
  }

  #take(piece: Uint8Array): void {
    this.#exchange.pieceCame();
    this.#pieces.push(piece);
    this.#unread += piece.length;
    if (this.#unread >= MOST_UNREAD) this.#stream.pause();
    this.#wake?.();
  }

  #given(piece: Uint8Array): Uint8Array {
    this.#unread -= piece.length;
    if (this.#unread < MOST_UNREAD && this.#stream.isPaused()) this.#stream.resume();
    if (this.#isWhole && this.#pieces.length === 0) this.#exchange.finish();
    return piece;
  }

  #end(): void {
    this.#isWhole = true;
    this.#exchange.bodyBegun();
    if (this.#pieces.length === 0) this.#exchange.finish();
    this.#wake?.();
  }

  #break(error: unknown): void {
    if (this.#failure) return;
    this.#failure = { error: this.#exchange.explain(error) };
    this.#exchange.fail(new HttpFailure('torn', 'the answer was not read to its end'));
    this.#wake?.();
  }
}

const PREMATURE = Object.assign(new Error('closed before its end'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });

function decoded(pieces: readonly Uint8Array[], isCut: boolean): string {
  const [first, ...more] = pieces;
  if (first === undefined) return '';
  return new TextDecoder().decode(more.length === 0 ? first : Buffer.concat(pieces), { stream: isCut });
}
