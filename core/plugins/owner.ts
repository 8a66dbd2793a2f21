import type { Disposable } from 'devmgr/plugin-api';

/**
 * Holds what one plugin registered. Unlike a plain store it forgets what was released early,
 * so that a timer re-armed a million times does not grow it.
 */
export class Owner implements Disposable {
  readonly #items = new Set<Disposable>();
  #released = false;

  readonly own = <T extends Disposable>(item: T): T => {
    if (this.#released) {
      void item.dispose();
      return item;
    }
    this.#items.add(item);
    const release = item.dispose.bind(item);
    item.dispose = () => {
      this.#items.delete(item);
      return release();
    };
    return item;
  };

  get size(): number {
    return this.#items.size;
  }

  /** Releases in reverse order; rejects with an `AggregateError` after all were tried. */
  async dispose(): Promise<void> {
    this.#released = true;
    const errors: unknown[] = [];
    for (const item of [...this.#items].reverse()) {
      try {
        await item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#items.clear();
    if (errors.length > 0) throw new AggregateError(errors, 'Some resources could not be released');
  }
}
