import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { testsLeft } from '../results/tests-left.js';
import type { GitFacts } from './git-facts.js';
import type { RecordedRun } from './recorded-run.js';

/** A run that ended at `at`, milliseconds since the epoch, as it is kept. */
export function recordedRun(state: TestRunState, at: number, facts: GitFacts): RecordedRun {
  const startedAt = state.startedAt ?? at;
  return {
    id: state.runId ?? `${at}`,
    startedAt,
    durationMs: Math.max(0, at - startedAt),
    ...facts,
    profile: state.profile,
    counts: state.counts,
    end: state.end?.kind ?? 'finished',
    exitCode: state.end?.kind === 'finished' ? state.end.exitCode : undefined,
    importedFrom: undefined,
  };
}

/** Nothing failed, and every test was run. */
export function isGreen(state: TestRunState): boolean {
  const { isWhole, end, counts, collectionErrors } = state;
  const isGood = counts.failed + counts.errors + collectionErrors.length === 0;
  return isWhole === true && isGood && end?.kind === 'finished' && end.exitCode === 0 && testsLeft(state) === 0;
}
