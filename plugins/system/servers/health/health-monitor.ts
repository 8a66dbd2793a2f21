import type { Clock, Disposable } from 'devmgr/plugin-api';
import type { ProbeOutcome } from './probe-outcome.js';

export interface HealthMonitorOptions {
  readonly clock: Clock;
  readonly look: (signal: AbortSignal) => Promise<ProbeOutcome>;
  /** Takes an outcome and says in how many milliseconds the next look is due. */
  readonly onOutcome: (outcome: ProbeOutcome) => number;
  /** What a look may take. */
  readonly timeoutMs?: number | undefined;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Milliseconds that no change of the clock moves. */
  readonly monotonicNow?: () => number;
}

/** Servers that were started together are not looked at in the same instant; it is never later than it was said. */
const JITTER = 0.1;
const JITTERED_FROM_MS = 1_000;
/** Longer than a look or a busy machine takes: whoever is that late was asleep, or the clock was set. */
const SLEPT_MS = 10_000;
/** Networks and the server itself wake up as well. */
const WAKE_MS = 10_000;
const RETRY_MS = 1_000;
const LONG_LOOK_MS = 60_000;

/**
 * Looks at one server's health again and again, never twice at once, until it is disposed.
 *
 * After the machine, or this devmgr, was asleep, bad outcomes do not count for a while: nobody could have answered.
 */
export class HealthMonitor implements Disposable {
  readonly #options: HealthMonitorOptions;
  readonly #abort = new AbortController();
  readonly #random: () => number;
  readonly #monotonicNow: () => number;
  #timer: Disposable | undefined;
  #awakeSince = -Infinity;

  constructor(options: HealthMonitorOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#monotonicNow = options.monotonicNow ?? (() => performance.now());
  }

  /** The first look is due after that many milliseconds. */
  start(delayMs: number): void {
    if (this.#abort.signal.aborted) return;
    const elapsed = this.#stopwatch();
    const due = delayMs < JITTERED_FROM_MS ? delayMs : delayMs * (1 - JITTER * this.#random());
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#noticeSleep(elapsed() - due);
      void this.#look();
    }, due);
  }

  dispose(): void {
    this.#abort.abort();
    void this.#timer?.dispose();
  }

  async #look(): Promise<void> {
    const elapsed = this.#stopwatch();
    const outcome = await this.#options.look(this.#abort.signal);
    // Whoever disposed this wants no result of it.
    if (this.#abort.signal.aborted) return;
    this.#noticeSleep(elapsed() - (this.#options.timeoutMs ?? LONG_LOOK_MS));
    const isExcused = outcome.kind === 'bad' && this.#monotonicNow() - this.#awakeSince < WAKE_MS;
    this.start(isExcused ? RETRY_MS : this.#options.onOutcome(outcome));
  }

  #noticeSleep(lateMs: number): void {
    if (lateMs > SLEPT_MS) this.#awakeSince = this.#monotonicNow();
  }

  /** Milliseconds since now. Some machines stop the monotonic clock while they sleep, and the other one can be set: the longer counts. */
  #stopwatch(): () => number {
    const [time, monotonic] = [this.#options.clock.now(), this.#monotonicNow()];
    return () => Math.max(this.#options.clock.now() - time, this.#monotonicNow() - monotonic);
  }
}
