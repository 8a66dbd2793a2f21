import { defineFact, defineService } from '../services.js';
import type { ReadonlyStore } from '../event.js';

/** pytest's own vocabulary. `error`: set-up or tear-down raised, whatever the call said. */
export type TestOutcome = 'queued' | 'running' | 'passed' | 'failed' | 'error' | 'skipped' | 'xfailed' | 'xpassed';

export interface TestFrame {
  /** Relative to the project root where it lies inside. */
  readonly path: string;
  readonly line: number;
  readonly function: string;
}

export interface TestSection {
  /** As pytest names it: `Captured stdout call`. */
  readonly title: string;
  readonly text: string;
}

export interface TestCase {
  /** pytest's node id: the same on every run. */
  readonly id: string;
  readonly file: string;
  /** From 1. */
  readonly line: number | undefined;
  readonly markers: readonly string[];
  readonly outcome: TestOutcome;
  readonly startedAt: number | undefined;
  /** All phases together. */
  readonly durationMs: number | undefined;
  /** One line. */
  readonly message: string | undefined;
  /** pytest's long representation of the failure, plain text. */
  readonly traceback: string | undefined;
  readonly frames: readonly TestFrame[];
  readonly sections: readonly TestSection[];
  readonly worker: string | undefined;
}

/** As pytest counts in its last line: a test that passed and whose tear-down failed is in `passed` and in `errors`, a file that could not be collected in `errors`. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
  readonly xfailed: number;
  readonly xpassed: number;
  readonly deselected: number;
}

/** How a run ended. `crashed`: pytest died or never spoke; `detail` names the test that was running. */
export type TestRunEnd =
  | {
      readonly kind: 'finished';
      readonly exitCode: number;
      /** What pytest said last, for exit codes above 1: a usage error, an interruption, no tests. */
      readonly lastLines?: readonly string[];
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly detail: string; readonly lastLines: readonly string[] };

export interface TestRunState {
  readonly runId: string | undefined;
  readonly status: 'idle' | 'collecting' | 'running' | 'finished';
  /** Known after collection. */
  readonly total: number | undefined;
  readonly counts: TestCounts;
  /** Keyed by node id, in the order of collection. A new map for every change of a frame's worth of events. */
  readonly cases: ReadonlyMap<string, TestCase>;
  /** Files that could not be collected. */
  readonly collectionErrors: readonly { readonly path: string; readonly traceback: string }[];
  /**
   * Of a run in a copy: files of the project that Python loaded in place of those of the copy, relative to the root; such a run says nothing of the
   * copy. Told at the end; the first ones only.
   */
  readonly strayModules?: readonly string[];
  readonly startedAt: number | undefined;
  readonly durationMs: number | undefined;
  readonly workers: number;
  /** The interpreter, as it is started; known before pytest speaks. */
  readonly python?: string;
  readonly end: TestRunEnd | undefined;
}

export type TestKind = 'all' | 'unit' | 'integration';

export interface TestRunOptions {
  readonly kind?: TestKind;
  /** Paths or node ids. */
  readonly paths?: readonly string[];
  readonly markers?: string;
  readonly keyword?: string;
  /** Only what failed or had an error last time. */
  readonly failed?: boolean;
  readonly workers?: number | 'auto';
  /** Passed on to pytest as they are. */
  readonly args?: readonly string[];
  /**
   * A copy of the project, absolute, to run in instead of the project itself. Its modules are imported before those of installed
   * packages. Such a run is nobody's but the caller's: it is not in `current`, in no history, and may go on beside another run.
   */
  readonly root?: string;
}

/** One run. Settles exactly once, also when pytest dies. */
export interface TestRun {
  readonly id: string;
  readonly state: ReadonlyStore<TestRunState>;
  /** Never rejects. */
  readonly done: Promise<TestRunState>;
  /** Stops pytest and all its children. */
  cancel(): Promise<void>;
}

export interface TestRuns {
  readonly current: ReadonlyStore<TestRunState>;
  /** Rejects with a `DevmgrError` when no run can begin (no interpreter, no pytest, a run is on). */
  start(options?: TestRunOptions): Promise<TestRun>;
  /** The Python that tests run with. Rejects with a `DevmgrError` when there is none with pytest. */
  interpreter(): Promise<{ readonly python: string; readonly version: string }>;
}

/** Provided by the tests plugin. */
export const TestRuns = defineService<TestRuns>('tests.runs');

export const TestRunEnded = defineFact<{
  readonly runId: string;
  readonly counts: TestCounts;
  readonly end: TestRunEnd;
}>('tests.run-ended');
