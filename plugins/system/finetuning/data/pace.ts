import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work on the main thread in one go, in milliseconds: a person types meanwhile. */
const SLICE_MS = 5;

/** Lets others in between slices of a long work. */
export class Pace {
  readonly #signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether the slice is used up: then `rest` is to be awaited. */
  get isDue(): boolean {
    return performance.now() - this.#since > SLICE_MS;
  }

  /** Rejects with the signal's reason. */
  async rest(): Promise<void> {
    await nextTurn();
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}
