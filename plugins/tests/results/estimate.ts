import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** What a run has done and has still to do. */
export interface RunProgress {
  readonly done: number;
  readonly total: number | undefined;
  /** Milliseconds; undefined until there is something to judge by. */
  readonly remainingMs: number | undefined;
}

/**
 * Estimates from how long each test took last time (`knownMs`); tests without a record count as the mean of what is
 * known, this run included. `now` in milliseconds since the epoch.
 */
export function estimate(state: TestRunState, knownMs: (id: string) => number | undefined, now: number): RunProgress {
  let done = 0;
  let unknown = 0;
  let remaining = 0;
  let known = 0;
  let knownSum = 0;
  for (const test of state.cases.values()) {
    const isDone = test.outcome !== 'queued' && test.outcome !== 'running';
    const expected = isDone ? test.durationMs : knownMs(test.id);
    if (isDone) done += 1;
    if (expected === undefined) unknown += 1;
    else {
      known += 1;
      knownSum += expected;
      const elapsed = test.startedAt === undefined ? 0 : now - test.startedAt;
      if (!isDone) remaining += Math.max(0, expected - elapsed);
    }
  }
  const mean = known > 0 ? knownSum / known : undefined;
  const all = mean === undefined ? undefined : (remaining + unknown * mean) / Math.max(1, state.workers);
  return { done, total: state.total, remainingMs: all };
}
