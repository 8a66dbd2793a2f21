import { defineFact, defineService } from '../services.js';
import type { ReadonlyStore } from '../event.js';

/** pytest's own vocabulary. `error`: set-up or tear-down raised, whatever the call said. */
export type TestOutcome = 'queued' | 'running' | 'passed' | 'failed' | 'error' | 'skipped' | 'xfailed' | 'xpassed';

export interface TestFrame {
  /** Relative to the project root where it lies inside. */
  readonly path: string;
  readonly line: number;
  readonly function: string;
  /** The lines around it, as they were when the test ran; of frames of the project only. */
  readonly source?: { readonly firstLine: number; readonly lines: readonly string[] } | undefined;
  /** Names and short representations, as they were then; of frames of the project only. Secrets are masked. */
  readonly locals?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** The two sides of a comparison that did not hold, a line each where they are made of parts. */
export interface TestComparison {
  /** `==`, `in`, `<`, … */
  readonly operator: string;
  readonly left: string;
  readonly right: string;
}

/** A request that a test has made through httpx, requests or TestClient. */
export interface TestRequest {
  readonly at: number;
  readonly method: string;
  /** Secrets are masked. */
  readonly url: string;
  /** `undefined`: no answer came. */
  readonly status: number | undefined;
  readonly durationMs: number;
}

export interface TestWarning {
  /** `DeprecationWarning`. */
  readonly category: string;
  readonly message: string;
  /** From the project's root where it lies inside. */
  readonly path: string;
  readonly line: number;
  /** The test that was running; `undefined`: none. */
  readonly testId: string | undefined;
  /** How often it was given at this place. */
  readonly count: number;
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
  /** What it does, while it runs. */
  readonly phase?: 'setup' | 'call' | 'teardown' | undefined;
  /** When its tear-down was over. */
  readonly endedAt?: number | undefined;
  readonly comparison?: TestComparison | undefined;
  readonly requests?: readonly TestRequest[] | undefined;
  /** How often it failed before and was run again in the same run, by pytest-rerunfailures or the like. */
  readonly reruns?: number | undefined;
  /** What set-up, call and tear-down took, as far as they were run. */
  readonly phaseMs?: readonly [setup: number | undefined, call: number | undefined, teardown: number | undefined];
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
  | {
      readonly kind: 'cancelled';
      /** What ran when it was stopped: where a suite hangs. */
      readonly running?: readonly { readonly id: string; readonly forMs: number }[];
    }
  | { readonly kind: 'crashed'; readonly detail: string; readonly lastLines: readonly string[] };

/** What pytest-cov has measured. */
export interface CoverageReport {
  readonly files: readonly {
    /** From the project's root. */
    readonly path: string;
    readonly statements: number;
    readonly covered: number;
    /** Line numbers, ascending. */
    readonly missing: readonly number[];
  }[];
  /** 0 to 100, as coverage counts it. */
  readonly percent: number;
}

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
  readonly warnings?: readonly TestWarning[];
  /** Known at the end, when it was asked for. */
  readonly coverage?: CoverageReport | undefined;
  /** The profile that was run. */
  readonly profile?: string | undefined;
  /** Nothing was chosen: every test of the project is in it. */
  readonly isWhole?: boolean;
  /** The interpreter, as it is started; known before pytest speaks. */
  readonly python?: string;
  readonly end: TestRunEnd | undefined;
}

export interface TestRunOptions {
  /** A profile: `all`, `unit`, `integration`, or one of the project's own. What is given beside it comes on top. */
  readonly kind?: string;
  /** Paths or node ids. */
  readonly paths?: readonly string[];
  readonly markers?: string;
  readonly keyword?: string;
  /** Only what failed or had an error last time. */
  readonly failed?: boolean;
  readonly workers?: number | 'auto';
  /** All that `paths` have: of the profile only how tests are run counts, not which. */
  readonly whole?: boolean;
  /** Exact node ids: these tests and no others, file by file in this order. The id of a file stands for all its tests. */
  readonly ids?: readonly string[];
  /** Ends after the first failure. */
  readonly failFast?: boolean;
  /** Tests that failed last time first. */
  readonly failedFirst?: boolean;
  /** Of pytest's own output: -2 (`-qq`) to 3 (`-vvv`). */
  readonly verbosity?: number;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Measures coverage, with pytest-cov. */
  readonly coverage?: boolean;
  /** Passed on to pytest as they are. */
  readonly args?: readonly string[];
  /**
   * A copy of the project, absolute, to run in instead of the project itself. Its modules are imported before those of installed
   * packages. Such a run is nobody's but the caller's: it is not in `current`, in no history, and may go on beside another run.
   */
  readonly root?: string;
}

/** What a running test has done so far. */
export interface TestInspection {
  readonly id: string;
  /** Captured so far. */
  readonly sections: readonly TestSection[];
  /** Of every thread, the innermost frame first, a line each as Python writes them. */
  readonly stack: string;
}

/** One run. Settles exactly once, also when pytest dies. */
export interface TestRun {
  readonly id: string;
  readonly state: ReadonlyStore<TestRunState>;
  /** Never rejects. */
  readonly done: Promise<TestRunState>;
  /** Stops pytest and all its children. */
  cancel(): Promise<void>;
  /** Looks at a running test without disturbing it; its stack is asked for with `stack`. Rejects with a `DevmgrError` when it does not run, or does not answer. */
  inspect(id: string, options: { readonly stack: boolean }): Promise<TestInspection>;
  /** Makes a running test fail, so that the others go on. Rejects with a `DevmgrError` where that is not possible. */
  stopTest(id: string): Promise<void>;
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
