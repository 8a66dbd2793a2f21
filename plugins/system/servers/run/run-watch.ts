import type { Clock, Disposable } from 'devmgr/plugin-api';
import { HealthMonitor } from '../health/health-monitor.js';
import type { Probe } from '../health/probe.js';
import type { ProbeOutcome } from '../health/probe-outcome.js';

export interface RunWatchOptions {
  readonly probe: Probe;
  readonly clock: Clock;
  /** Before the first look of all. */
  readonly initialDelayMs: number;
  readonly startupTimeoutMs: number;
  /** Takes an outcome and says in how many milliseconds the next look is due. */
  readonly onOutcome: (outcome: ProbeOutcome) => number;
  /** The time of a start-up is over; whoever gets it knows whether that matters. */
  readonly onOverdue: () => void;
}

/** Looks at the health of one run: never before its process listens, anew after each reload. */
export class RunWatch implements Disposable {
  readonly #options: RunWatchOptions;
  #monitor: HealthMonitor | undefined;
  #overdue: Disposable | undefined;
  #hasLooked = false;
  #disposed = false;

  constructor(options: RunWatchOptions) {
    this.#options = options;
  }

  /** A process begins its start-up: nothing is asked of it yet. */
  spawned(): void {
    this.pause();
    if (this.#disposed) return;
    const { clock, startupTimeoutMs, onOverdue } = this.#options;
    this.#overdue = clock.setTimeout(onOverdue, startupTimeoutMs);
  }

  /** It can be asked. */
  listening(): void {
    if (this.#disposed) return;
    this.#monitor?.dispose();
    const { clock, probe, onOutcome, initialDelayMs } = this.#options;
    this.#monitor = new HealthMonitor({
      clock,
      look: (signal) => probe.look(signal),
      onOutcome,
      timeoutMs: probe.timeoutMs,
    });
    this.#monitor.start(this.#hasLooked ? 0 : initialDelayMs);
    this.#hasLooked = true;
  }

  /** A look that is under way is given up. */
  pause(): void {
    this.#monitor?.dispose();
    this.#monitor = undefined;
    void this.#overdue?.dispose();
    this.#overdue = undefined;
  }

  dispose(): void {
    this.#disposed = true;
    this.pause();
    void this.#options.probe.dispose();
  }
}
