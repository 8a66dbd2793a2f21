import type { TestCase, TestCounts, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** Which tests are run for files, and why. */
export interface TestChoice {
  /** Empty: the whole suite. */
  readonly paths: readonly string[];
  /** For people: `tests that import app/orders.py`, `no test concerns it: the whole suite`. */
  readonly reason: string;
}

/** `unable`: no run came to an end (no pytest, it crashed, nothing to run); `detail` says why. `stopped`: by the person. */
export type Verdict = 'passed' | 'failed' | 'unable' | 'stopped';

export interface Verification {
  readonly verdict: Verdict;
  readonly detail: string | undefined;
  readonly choice: TestChoice;
  readonly counts: TestCounts;
  /** Failed ones and errors, files that could not be collected among them (`id` is the file). */
  readonly failures: readonly Pick<TestCase, 'id' | 'message' | 'traceback' | 'frames' | 'sections'>[];
  /** Those that fail in the same way without the files: they are not among `failures` and do not count. Ids. */
  readonly failedBefore?: readonly string[] | undefined;
  readonly durationMs: number;
  /** `copy`: the working tree was not touched. */
  readonly where: 'copy' | 'in-place';
}

/** Files of the copy. */
export interface CopyProgress {
  readonly done: number;
  readonly total: number;
}

export interface VerifyOptions {
  readonly where: 'copy' | 'in-place';
  readonly signal: AbortSignal;
  /** What was asked for: a test that it names must pass, whether it failed before or not. */
  readonly prompt?: string | undefined;
  /** While the copy is made or brought up to date. Files; about a hundred times at most. */
  onCopy?(progress: CopyProgress): void;
  onChoice?(choice: TestChoice): void;
  /** While tests run. */
  onState?(state: TestRunState): void;
  /** What failed is run again without the files, to know whether they are to blame. First without a state, then while those tests run. */
  onBefore?(state: TestRunState | undefined): void;
}

/** Runs the tests that concern files as if they were saved. Rejects with a `DevmgrError` when the copy cannot be made or written. */
export type VerifyFiles = (
  files: readonly { readonly path: string; readonly text: string }[],
  options: VerifyOptions,
) => Promise<Verification>;
