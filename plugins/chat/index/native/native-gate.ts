import { setTimeout as delay } from 'node:timers/promises';

const inside = 0;
const isClosed = 1;
/** How often it is looked whether something is inside. */
const lookMs = 5;

/**
 * Keeps a thread out of native code while it is being ended. Bindings made with node-addon-api (ONNX Runtime 1.30, sqlite3 6)
 * cannot be stopped in the middle: when their thread is terminated, or the process exits, while work is under way, they abort
 * the whole process (`Napi::Error`). The thread goes through the gate; whoever ends it closes the gate first.
 */
export class NativeGate {
  /** For the `workerData` of the thread, which makes its own gate of it. */
  readonly shared: SharedArrayBuffer;
  readonly #state: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.shared = shared;
    this.#state = new Int32Array(shared);
  }

  /** On the thread: does something in native code. Rejects when the gate is closed. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    Atomics.add(this.#state, inside, 1);
    try {
      // In this order: closing looks the other way round.
      if (Atomics.load(this.#state, isClosed) === 1) throw new Error('The thread is about to end');
      return await work();
    } finally {
      this.#leave();
    }
  }

  /**
   * On the main thread, when the process exits: nothing passes from now on, and what is inside comes out. Blocks for
   * `limitMs` at most, a few milliseconds with the built-in model. Whether nothing is inside any more.
   */
  close(limitMs: number): boolean {
    Atomics.store(this.#state, isClosed, 1);
    const end = performance.now() + limitMs;
    for (let count = this.#inside; count > 0 && performance.now() < end; count = this.#inside) {
      Atomics.wait(this.#state, inside, count, end - performance.now());
    }
    return this.#inside === 0;
  }

  /** As `close`, before `terminate`: does not block. */
  async shut(limitMs: number): Promise<boolean> {
    Atomics.store(this.#state, isClosed, 1);
    const end = performance.now() + limitMs;
    while (this.#inside > 0 && performance.now() < end) await delay(lookMs);
    return this.#inside === 0;
  }

  #leave(): void {
    Atomics.sub(this.#state, inside, 1);
    Atomics.notify(this.#state, inside);
  }

  get #inside(): number {
    return Atomics.load(this.#state, inside);
  }
}
