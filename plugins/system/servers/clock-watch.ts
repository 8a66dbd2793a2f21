import { uptime } from 'node:os';
import type { Clock } from 'devmgr/plugin-api';

/** What rounding and a busy machine may make. */
const TOLERANCE_MS = 3_000;

/** Notices that the clock of the machine was set: then what is told as a time of day is moved with it. Sleep of the machine is none. */
export class ClockWatch {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #uptimeMs: () => number;
  #start: number;

  constructor(clock: Pick<Clock, 'now'>, uptimeMs: () => number = () => uptime() * 1_000) {
    this.#clock = clock;
    this.#uptimeMs = uptimeMs;
    this.#start = this.#startOfMachine();
  }

  /** By how many milliseconds the clock was set since the last look; 0: it was not. */
  look(): number {
    const start = this.#startOfMachine();
    const byMs = start - this.#start;
    if (Math.abs(byMs) < TOLERANCE_MS) return 0;
    this.#start = start;
    return byMs;
  }

  #startOfMachine(): number {
    return this.#clock.now() - this.#uptimeMs();
  }
}
