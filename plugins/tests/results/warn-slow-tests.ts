import type { Logger } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { formatDuration } from './format-duration.js';

const named = 10;

/** Names the slowest tests that took longer than `limitMs` in the log; 0 is no limit. */
export function warnSlowTests(state: TestRunState, limitMs: number, log: Logger): void {
  if (limitMs <= 0) return;
  const slow = [...state.cases.values()].filter((test) => (test.durationMs ?? 0) > limitMs);
  slow.sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
  for (const test of slow.slice(0, named)) log.warn(`${test.id} slow: ${formatDuration(test.durationMs ?? 0)}`);
  const more = slow.length - named;
  if (more > 0) log.warn(`${more} more ${more === 1 ? 'test' : 'tests'} took longer than ${formatDuration(limitMs)}`);
}
