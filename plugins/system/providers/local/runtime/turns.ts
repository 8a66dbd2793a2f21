import { abortable } from './abortable.js';

/** One after the other, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** Nobody has a turn and nobody waits for one. */
  get isFree(): boolean {
    return this.#waiting === 0;
  }

  /** Resolves to the function that gives the turn on. Rejects with the signal's reason when it is aborted before. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const before = this.#last;
    let pass: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (pass = resolve));
    this.#last = before.then(() => done);
    this.#waiting += 1;
    const release = () => {
      this.#waiting -= 1;
      pass();
    };
    try {
      await abortable(before, signal);
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }
}
