import type { Clock, Disposable } from 'devmgr/plugin-api';

/** The automatic starts that are due: at most one for each server. */
export class RetryTimers implements Disposable {
  readonly #clock: Clock;
  readonly #timers = new Map<string, Disposable>();
  #disposed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Replaces the one that was due. */
  set(name: string, delayMs: number, start: () => void): void {
    this.cancel(name);
    if (this.#disposed) return;
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(name);
      start();
    }, delayMs);
    this.#timers.set(name, timer);
  }

  cancel(name: string): void {
    void this.#timers.get(name)?.dispose();
    this.#timers.delete(name);
  }

  dispose(): void {
    this.#disposed = true;
    for (const name of [...this.#timers.keys()]) this.cancel(name);
  }
}
