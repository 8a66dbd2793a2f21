import { setMaxListeners } from 'node:events';
import type { Disposable } from 'devmgr/plugin-api';

/**
 * Aborts with the first of several signals, or for a reason of its own. Unlike `AbortSignal.any` it leaves nothing behind in
 * signals that live long.
 */
export class LinkedAbort implements Disposable {
  readonly #controller = new AbortController();
  readonly #releases: (() => void)[] = [];

  constructor(...signals: readonly AbortSignal[]) {
    // Many may work on one signal: that is no leak, and Node's warning would go to the screen.
    setMaxListeners(0, this.signal);
    for (const signal of signals) this.#follow(signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Lets go of the signals. What still runs on `signal` is not aborted. */
  dispose(): void {
    for (const release of this.#releases.splice(0)) release();
  }

  #follow(signal: AbortSignal): void {
    if (signal.aborted) return this.abort(signal.reason);
    const abort = () => this.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#releases.push(() => signal.removeEventListener('abort', abort));
  }
}
