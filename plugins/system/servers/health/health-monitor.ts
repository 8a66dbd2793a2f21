import type { Clock, Disposable } from 'devmgr/plugin-api';
import type { ProbeOutcome } from './probe-outcome.js';

export interface HealthMonitorOptions {
  readonly clock: Clock;
  readonly look: (signal: AbortSignal) => Promise<ProbeOutcome>;
  /** Takes an outcome and says in how many milliseconds the next look is due. */
  readonly onOutcome: (outcome: ProbeOutcome) => number;
}

/** Looks at one server's health again and again, never twice at once, until it is disposed. */
export class HealthMonitor implements Disposable {
  readonly #options: HealthMonitorOptions;
  readonly #abort = new AbortController();
  #timer: Disposable | undefined;

  constructor(options: HealthMonitorOptions) {
    this.#options = options;
  }

  /** The first look is due after that many milliseconds. */
  start(delayMs: number): void {
    if (this.#abort.signal.aborted) return;
    this.#timer = this.#options.clock.setTimeout(() => void this.#look(), delayMs);
  }

  dispose(): void {
    this.#abort.abort();
    void this.#timer?.dispose();
  }

  async #look(): Promise<void> {
    const outcome = await this.#options.look(this.#abort.signal);
    // Whoever disposed this wants no result of it.
    if (this.#abort.signal.aborted) return;
    this.start(this.#options.onOutcome(outcome));
  }
}
