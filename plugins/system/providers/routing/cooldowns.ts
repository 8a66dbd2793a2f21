import type { AiFailure } from 'devmgr/plugin-api/contracts/ai';

/** Milliseconds. */
const FIRST = 30_000;
const LONGEST = 600_000;
const QUOTA = 3_600_000;

interface Cooldown {
  readonly failures: number;
  readonly readyAt: number;
}

/** Which models have failed lately and are left alone for a while, so that the next question does not wait for them again. */
export class Cooldowns {
  readonly #now: () => number;
  readonly #cooldowns = new Map<string, Cooldown>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds since the epoch; in the past for a model that may be asked. */
  readyAt(name: string): number {
    return this.#cooldowns.get(name)?.readyAt ?? 0;
  }

  /** 30 seconds, then twice as long each time up to ten minutes; as long as the provider says, if it says so. Never shorter than before. */
  failed(name: string, failure: AiFailure | undefined): void {
    const failures = (this.#cooldowns.get(name)?.failures ?? 0) + 1;
    const usual = failure?.kind === 'quota-exhausted' ? QUOTA : Math.min(FIRST * 2 ** (failures - 1), LONGEST);
    this.#cooldowns.set(name, {
      failures,
      readyAt: Math.max(this.readyAt(name), this.#now() + (failure?.retryAfterMs ?? usual)),
    });
  }

  answered(name: string): void {
    this.#cooldowns.delete(name);
  }

  /** Somebody has changed keys or settings, or wants to try again. */
  clear(): void {
    this.#cooldowns.clear();
  }
}
