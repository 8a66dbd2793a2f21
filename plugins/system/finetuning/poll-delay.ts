/** Milliseconds between two looks at jobs: while somebody watches one that runs, while somebody watches, while one runs. */
const LIVE = 3_000;
const WATCHED = 30_000;
const IN_BACKGROUND = 60_000;
const LONGEST = 600_000;
/** Of the delay, to either side: many devmgrs are not to ask in step. */
const JITTER = 0.2;

export interface PollCircumstances {
  readonly isWatched: boolean;
  readonly hasRunning: boolean;
  /** Looks that failed, one after another. */
  readonly failures: number;
}

/** Until the next look, in milliseconds; `undefined`: nobody needs one. `random` from 0 up to 1. */
export function pollDelay({ isWatched, hasRunning, failures }: PollCircumstances, random: number): number | undefined {
  if (!isWatched && !hasRunning) return undefined;
  const usual = isWatched ? (hasRunning ? LIVE : WATCHED) : IN_BACKGROUND;
  const delay = Math.min(usual * 2 ** Math.min(failures, 20), LONGEST);
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random));
}
