import type { Disposable } from 'devmgr/plugin-api';
import type { AiHost } from '../ai-host.js';
import { HttpFailure } from '../transport/http-failure.js';
import { LinkedAbort } from './linked-abort.js';

/** One for all: without a reason a signal makes one, with a stack, which costs more than the timer. */
const STOPPED = new Error('The first token is there');

/**
 * Aborts a request whose first token does not come in time. The client's own limit is for the first byte: servers send
 * comments and pings while nothing is said.
 */
export class FirstTokenTimer implements Disposable {
  readonly #request: LinkedAbort;
  readonly #waiting = new LinkedAbort();

  constructor(host: AiHost, ms: number, signal: AbortSignal) {
    this.#request = new LinkedAbort(signal);
    host.wait(ms, this.#waiting.signal).then(
      () =>
        this.#request.abort(new HttpFailure('first-byte-timeout', `no token within ${Math.round(ms / 100) / 10} s`)),
      () => undefined,
    );
  }

  /** For the request. */
  get signal(): AbortSignal {
    return this.#request.signal;
  }

  /** The first token is there. */
  stop(): void {
    this.#waiting.abort(STOPPED);
  }

  dispose(): void {
    this.stop();
    this.#request.dispose();
  }
}
