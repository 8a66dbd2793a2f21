import { LinkedAbort } from './linked-abort.js';

interface Running<T> {
  readonly key: string;
  readonly abort: LinkedAbort;
  readonly result: Promise<T>;
  waiting: number;
}

/** Work that several wait for at once is done once. It is aborted when nobody waits any more. */
export class SharedWork<T> {
  #running: Running<T> | undefined;

  /**
   * The result of what runs under that key, or of new work. Work under another key goes on for those who wait for it.
   * Resolves to `undefined` when one of the signals is aborted first; rejects with what the work rejects with.
   */
  async join(
    key: string,
    signals: readonly AbortSignal[],
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const running = this.#running?.key === key ? this.#running : this.#start(key, work);
    const mine = new LinkedAbort(...signals);
    running.waiting += 1;
    try {
      return await Promise.race([running.result, whenAborted(mine.signal)]);
    } finally {
      mine.dispose();
      running.waiting -= 1;
      if (running.waiting === 0) this.#leave(running);
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new LinkedAbort();
    const running: Running<T> = { key, abort, result: work(abort.signal), waiting: 0 };
    // When everybody has left, nobody hears of its end.
    running.result.catch(() => undefined);
    this.#running = running;
    return running;
  }

  #leave(running: Running<T>): void {
    running.abort.abort(new DOMException('Nobody waits any more', 'AbortError'));
    if (this.#running === running) this.#running = undefined;
  }
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
