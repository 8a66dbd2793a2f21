import { Store, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';

/** Which providers are being looked at, by whomever. */
export class RunningLooks implements Disposable {
  readonly #counts = new Map<string, number>();
  readonly #ids = new Store<readonly string[]>([]);
  #isTold = true;

  /** Many begin and end in one turn: it changes once for them, at the end of the turn. */
  readonly ids: ReadonlyStore<readonly string[]> = this.#ids;

  /** As it is at this moment. */
  has(providerId: string): boolean {
    return this.#counts.has(providerId);
  }

  async during(providerId: string, look: () => Promise<void>): Promise<void> {
    this.#add(providerId, 1);
    try {
      await look();
    } finally {
      this.#add(providerId, -1);
    }
  }

  dispose(): void {
    this.#ids.dispose();
  }

  #add(providerId: string, step: 1 | -1): void {
    const count = (this.#counts.get(providerId) ?? 0) + step;
    if (count > 0) this.#counts.set(providerId, count);
    else this.#counts.delete(providerId);
    if (!this.#isTold) return;
    this.#isTold = false;
    queueMicrotask(() => {
      this.#isTold = true;
      this.#ids.set([...this.#counts.keys()]);
    });
  }
}
