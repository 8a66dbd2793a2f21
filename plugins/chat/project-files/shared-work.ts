interface Current<Result> {
  readonly result: Promise<Result>;
  readonly abort: AbortController;
  waiting: number;
}

/** Work that several may wait for at once: it is done once, and given up when nobody waits any more. */
export class SharedWork<Result> {
  readonly #work: (signal: AbortSignal) => Promise<Result>;
  #current: Current<Result> | undefined;

  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.#work = work;
  }

  /** Joins what is under way. Rejects as the work does, and with the signal's reason. */
  async do(signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    const current = (this.#current ??= this.#begin());
    current.waiting += 1;
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([current.result, aborted]);
    } finally {
      if (onAbort) signal.removeEventListener('abort', onAbort);
      current.waiting -= 1;
      if (current.waiting === 0) this.#end(current);
    }
  }

  /** Gives up what is under way, and waits until it has ended. */
  async dispose(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    this.#end(current);
    await current.result.catch(() => undefined);
  }

  #begin(): Current<Result> {
    const abort = new AbortController();
    const result = this.#work(abort.signal);
    const current = { result, abort, waiting: 0 };
    const forget = () => {
      if (this.#current === current) this.#current = undefined;
    };
    result.then(forget, forget);
    return current;
  }

  #end(current: Current<Result>): void {
    if (this.#current === current) this.#current = undefined;
    current.abort.abort();
  }
}
