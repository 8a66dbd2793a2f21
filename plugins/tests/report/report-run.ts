import type { TestCase, TestCounts, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { readFailureDocument } from '../history/failure-document.js';
import { ranTests, stoppedOutcome, type RecordedResult } from '../history/recorded-results.js';
import type { RecordedRun } from '../history/recorded-run.js';
import { emptyCase } from '../results/empty-case.js';

/** A run as reports tell it. */
export interface ReportRun {
  readonly id: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** pytest's; `undefined`: it did not end by itself. */
  readonly exitCode: number | undefined;
  readonly counts: TestCounts;
  /** Those that were run. */
  readonly tests: readonly TestCase[];
  readonly collectionErrors: TestRunState['collectionErrors'];
  readonly warnings: NonNullable<TestRunState['warnings']>;
  /** Of the project, absolute. */
  readonly root: string;
  readonly python: string | undefined;
  /** What such a run had and nobody has kept: a report without it is not the whole truth. */
  readonly notKept?: string | undefined;
}

/** Of a run that has ended. */
export function reportOfState(state: TestRunState, root: string): ReportRun {
  return {
    id: state.runId,
    startedAt: state.startedAt ?? 0,
    durationMs: state.durationMs ?? 0,
    exitCode: state.end?.kind === 'finished' ? state.end.exitCode : undefined,
    counts: state.counts,
    tests: ranTests(state),
    collectionErrors: state.collectionErrors,
    warnings: state.warnings ?? [],
    root,
    python: state.python,
  };
}

/** Of recorded runs. */
export const notKept = 'reasons of skips, files that could not be collected, warnings';

/** Of a run as it is kept: what tests said is known of those that have not passed since. */
export function reportOfRecord(
  run: RecordedRun,
  results: readonly (RecordedResult & { readonly document: string | undefined })[],
  root: string,
): ReportRun {
  const { id, startedAt, durationMs, exitCode, counts } = run;
  const tests = results.map((result): TestCase => {
    const failure = result.document === undefined ? undefined : readFailureDocument(result.document);
    const isStopped = result.outcome === stoppedOutcome;
    const outcome = isStopped ? (failure?.outcome ?? 'failed') : (result.outcome as TestCase['outcome']);
    return { ...(failure ?? emptyCase(result.id)), outcome, durationMs: result.durationMs ?? undefined };
  });
  const nothing = { collectionErrors: [], warnings: [], python: undefined, notKept };
  return { id, startedAt, durationMs, exitCode, counts, tests, root, ...nothing };
}
