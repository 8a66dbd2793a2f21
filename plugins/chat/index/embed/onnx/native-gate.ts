const inside = 0;
const isClosed = 1;

/**
 * Keeps a thread out of native code while it is being ended. ONNX Runtime's binding cannot be stopped in the middle: when its
 * thread is terminated, or the process exits, during a run, it aborts the whole process (`Napi::Error`, seen with 1.30).
 * The thread goes through the gate; whoever ends it closes the gate first.
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
      Atomics.sub(this.#state, inside, 1);
      Atomics.notify(this.#state, inside);
    }
  }

  /**
   * On the main thread, before `terminate` and when the process exits: nothing passes from now on, and what is inside comes
   * out. Blocks for `limitMs` at most, a few milliseconds with the built-in model. Whether nothing is inside any more.
   */
  close(limitMs: number): boolean {
    Atomics.store(this.#state, isClosed, 1);
    const end = performance.now() + limitMs;
    for (let count = this.#inside; count > 0 && performance.now() < end; count = this.#inside) {
      Atomics.wait(this.#state, inside, count, end - performance.now());
    }
    return this.#inside === 0;
  }

  get #inside(): number {
    return Atomics.load(this.#state, inside);
  }
}
