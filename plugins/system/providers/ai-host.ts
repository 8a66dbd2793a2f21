import type { Logger } from 'devmgr/plugin-api';

/** What the provider layer needs of its surroundings. */
export interface AiHost {
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1, for jitter. */
  random(): number;
  /** Masks secrets and removes what a terminal would obey: for every text from outside. */
  clean(text: string): string;
}
