import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { isStopMessage } from '../pytest/stop-message.js';
import { tookMs } from '../results/took-ms.js';

/** What is written of a test after a run. */
export interface RecordedResult {
  readonly id: string;
  /** pytest's, or `stopped`. */
  readonly outcome: string;
  readonly durationMs: number | null;
  /** How often it failed before, in the same run. */
  readonly reruns: number;
}

/** The person has stopped it: neither a failure of its own, nor a time that it takes. */
export const stoppedOutcome = 'stopped';

export function recordedResult(test: TestCase): RecordedResult {
  const { id, reruns = 0 } = test;
  if (isStopMessage(test.message)) return { id, outcome: stoppedOutcome, durationMs: null, reruns };
  return { id, outcome: test.outcome, durationMs: tookMs(test) ?? null, reruns };
}

/** In the order in which they were collected. */
export function ranTests({ cases }: Pick<TestRunState, 'cases'>): readonly TestCase[] {
  return [...cases.values()].filter(({ outcome }) => outcome !== 'queued' && outcome !== 'running');
}

export function isBad(outcome: string | undefined): boolean {
  return outcome === 'failed' || outcome === 'error';
}
