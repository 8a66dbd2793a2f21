import type { TestCase, TestCounts } from 'devmgr/plugin-api/contracts/test-runs';

/** One run as it is kept. */
export interface RecordedRun {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Full hash; `undefined`: no repository, or no commit yet. */
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  /** There were changes that are in no commit. */
  readonly isDirty: boolean;
  /** Of runs on one commit: the same means that the changes were the same. At least 2. */
  readonly treeState?: number;
  readonly profile: string | undefined;
  readonly counts: TestCounts;
  /** `finished`, `cancelled`, `crashed`. */
  readonly end: string;
  readonly exitCode: number | undefined;
  /** Read in from a report instead of run here. */
  readonly importedFrom: string | undefined;
}

/** One result of one test. */
export interface TestResult {
  readonly run: string;
  readonly at: number;
  readonly outcome: string;
  readonly durationMs: number | undefined;
  readonly commit: string | undefined;
  readonly isDirty: boolean;
  /** How often it failed before, in the same run. */
  readonly reruns?: number;
}

/** What a test said when it last failed: everything that `devmgr explain` needs. */
export interface RecordedFailure {
  readonly run: RecordedRun;
  readonly test: TestCase;
}

/** How it went before. Nothing rejects: without the file it is what happened since the start. */
export interface TestRecords {
  /** Newest first. */
  runs(limit: number): Promise<readonly RecordedRun[]>;
  /** Newest first. */
  resultsOf(id: string, limit: number): Promise<readonly TestResult[]>;
  /** The last failure or error of a test, while it is the last of its results. */
  failureOf(id: string): Promise<RecordedFailure | undefined>;
  /** The last run in which nothing failed and every test was run. */
  lastGreen(): Promise<RecordedRun | undefined>;
}
