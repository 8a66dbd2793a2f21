import type { ClientRequest, IncomingMessage } from 'node:http';
import { explainFailure, type HttpStage } from './explain-failure.js';
import type { HttpTimeouts } from './http-client.js';
import { HttpFailure, type HttpFailureKind } from './http-failure.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * One request on the wire from the first connection to the last byte of the body: its time limits, and the one reason why
 * it ends early. Holds on to nothing of what is asked: a kept connection remembers the exchange that made it.
 */
export class Exchange {
  readonly #timeouts: HttpTimeouts;
  readonly #outer: AbortSignal;
  readonly #onEnd: (exchange: Exchange) => void;
  #controller: AbortController | undefined;
  #closers: (() => void)[] = [];
  #stage: HttpStage = 'connecting';
  #ended = false;
  #reason: { readonly error: unknown } | undefined;
  #wireError: Error | undefined;
  #reused = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(timeouts: HttpTimeouts, outer: AbortSignal, onEnd: (exchange: Exchange) => void) {
    this.#timeouts = timeouts;
    this.#outer = outer;
    this.#onEnd = onEnd;
    outer.addEventListener('abort', this.#abort);
    this.#limit('connect-timeout', timeouts.connect, 'no connection within');
  }

  /** Aborted when the exchange ends early: whatever it has opened is to be closed. Where a function will do, `whenCut` is cheaper. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Calls it when the exchange ends early, at once where it has. */
  whenCut(close: () => void): void {
    if (this.#reason) close();
    else if (!this.#ended) this.#closers.push(close);
  }

  get isOver(): boolean {
    return this.#ended;
  }

  /** A kept connection was closed by the server just as it was used again: asking once more is right. */
  get wasStale(): boolean {
    const { code } = (this.#wireError ?? {}) as NodeJS.ErrnoException;
    return this.#reused && this.#stage === 'waiting' && !this.#reason && (code === 'ECONNRESET' || code === 'EPIPE');
  }

  /** Watches node's own request, before anybody else does: node-fetch passes on less than it knows. */
  follow(request: ClientRequest): void {
    request.once('socket', () => {
      this.#reused = request.reusedSocket;
      if (this.#reused) this.connected();
    });
    request.once('finish', () => this.#awaitFirstByte());
    request.on('error', (error) => (this.#wireError ??= error));
    request.once('response', (response) => this.#answered(response));
  }

  /** The connection stands, TLS included. */
  connected(): void {
    if (this.#ended || this.#stage !== 'connecting') return;
    this.#stage = 'waiting';
    this.#awaitFirstByte();
  }

  /** A piece of what is sent goes out: the time until the answer begins counts from the last one. */
  pieceSent(): void {
    this.#awaitFirstByte();
  }

  /** The body has begun, or there is none. */
  bodyBegun(): void {
    this.#unlimit();
  }

  awaitPiece(): void {
    // Before the first piece the limit of the first byte is running.
    if (!this.#timer) this.#limit('idle-timeout', this.#timeouts.idle, 'the answer has stopped for');
  }

  pieceCame(): void {
    this.#unlimit();
  }

  /** Everything has come. */
  finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#closers = [];
    this.#unlimit();
    this.#outer.removeEventListener('abort', this.#abort);
    this.#onEnd(this);
  }

  /** Ends it early: connections are closed, and `explain` gives `error`. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#reason = { error };
    const closers = this.#closers;
    this.finish();
    for (const close of closers) close();
    this.#controller?.abort();
  }

  /** What to reject with, for an error that came up on the way. */
  explain(error: unknown): unknown {
    return this.#reason ? this.#reason.error : explainFailure(this.#wireError ?? error, this.#stage);
  }

  readonly #abort = (): void => this.fail(this.#outer.reason);

  #answered(response: IncomingMessage): void {
    this.#stage = 'reading';
    // node-fetch looks at the last bytes on the wire to see whether a chunked body is complete, and takes an end that comes in
    // pieces for a torn one. Without this header it does not look; node's own parser tells it better.
    delete response.headers['transfer-encoding'];
  }

  /** Once more when the request is out: a long one takes its time. */
  #awaitFirstByte(): void {
    if (this.#stage === 'waiting') this.#limit('first-byte-timeout', this.#timeouts.firstByte, 'no answer within');
  }

  #limit(kind: HttpFailureKind, ms: number, what: string): void {
    this.#unlimit();
    if (this.#ended || !Number.isFinite(ms)) return;
    const expire = () => this.fail(new HttpFailure(kind, `${what} ${ms / 1_000} s`));
    this.#timer = setTimeout(expire, Math.min(ms, LONGEST_TIMER_MS));
  }

  #unlimit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
