import type { Clock, Disposable } from 'devmgr/plugin-api';

export interface BackgroundRefreshOptions {
  readonly clock: Clock;
  /** Milliseconds between two looks; 0: none. */
  readonly intervalMs: () => number;
  /** From 0 up to 1, so that several devmgrs do not ask at the same moment. */
  readonly random: () => number;
  /** Looks at everything. Never rejects. */
  readonly look: (signal: AbortSignal) => Promise<void>;
}

const JITTER = 0.1;

/** Looks at the providers again and again, never twice at once, until it is disposed. */
export class BackgroundRefresh implements Disposable {
  readonly #options: BackgroundRefreshOptions;
  readonly #abort = new AbortController();
  #timer: Disposable | undefined;
  #isLooking = false;

  constructor(options: BackgroundRefreshOptions) {
    this.#options = options;
  }

  /** The first look is due after that many milliseconds. */
  start(delayMs: number): void {
    this.#schedule(delayMs);
  }

  /** The interval may be another. */
  reschedule(): void {
    if (!this.#isLooking) this.#scheduleNext();
  }

  dispose(): void {
    this.#abort.abort();
    void this.#timer?.dispose();
  }

  #scheduleNext(): void {
    const interval = this.#options.intervalMs();
    void this.#timer?.dispose();
    if (interval > 0) this.#schedule(interval * (1 + (this.#options.random() * 2 - 1) * JITTER));
  }

  #schedule(ms: number): void {
    if (this.#abort.signal.aborted) return;
    void this.#timer?.dispose();
    this.#timer = this.#options.clock.setTimeout(() => void this.#look(), ms);
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    await this.#options.look(this.#abort.signal);
    this.#isLooking = false;
    this.#scheduleNext();
  }
}
