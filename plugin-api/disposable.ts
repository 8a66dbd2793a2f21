/** Anything that holds a resource. Disposing twice has no effect. */
export interface Disposable {
  dispose(): void | Promise<void>;
}

/** Wraps a release function so that it runs at most once. */
export function toDisposable(release: () => void | Promise<void>): Disposable {
  let pending: (() => void | Promise<void>) | undefined = release;
  return {
    dispose() {
      const run = pending;
      pending = undefined;
      return run?.();
    },
  };
}

/** Owns other disposables and releases them in reverse order, even when some of them throw. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Adds and returns `item`; disposes it at once if the store is already disposed. */
  add<T extends Disposable>(item: T): T {
    if (this.#disposed) void item.dispose();
    else this.#items.push(item);
    return item;
  }

  /** Rejects with an `AggregateError` after every item has been tried. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const errors: unknown[] = [];
    for (let item = this.#items.pop(); item; item = this.#items.pop()) {
      try {
        await item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Some resources could not be released');
  }
}
