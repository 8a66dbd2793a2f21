import type {
  CoverageReport,
  TestCase,
  TestComparison,
  TestFrame,
  TestRunState,
  TestSection,
  TestWarning,
} from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';
import { exitCodeOf } from './exit-code.js';

/** What `devmgr test --json` prints. Fields may be added, never renamed. */
export interface RunDocument {
  readonly counts: TestRunState['counts'];
  readonly tests: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly durationMs: number;
    readonly message?: string;
    readonly frames?: readonly Pick<TestFrame, 'path' | 'line' | 'function'>[];
    readonly comparison?: TestComparison;
    /** Of tests that did not pass: what was captured. */
    readonly sections?: readonly TestSection[];
    readonly worker?: string;
  }[];
  readonly durationMs: number;
  /** pytest's own, where it ended by itself; else devmgr's. */
  readonly exitCode: number;
  readonly end: { readonly kind: string; readonly message?: string; readonly hint?: string };
  readonly collectionErrors: TestRunState['collectionErrors'];
  /** Collected and not run: after -x, a stop or a crash. */
  readonly notRun: readonly string[];
  readonly profile?: string;
  readonly warnings: readonly TestWarning[];
  readonly coverage?: CoverageReport;
}

export function runDocument(state: TestRunState): RunDocument {
  const cases = [...state.cases.values()];
  const { message, hint } = describeEnd(state) ?? {};
  const exitCode = state.end?.kind === 'finished' ? state.end.exitCode : exitCodeOf(state);
  return {
    counts: state.counts,
    tests: cases.filter(wasRun).map(testEntry),
    durationMs: state.durationMs ?? 0,
    exitCode,
    end: {
      kind: state.end?.kind ?? 'running',
      ...(state.end?.kind === 'cancelled' && state.end.running ? { running: state.end.running } : {}),
      ...(message && { message }),
      ...(hint && { hint }),
    },
    collectionErrors: state.collectionErrors,
    notRun: cases.filter((test) => !wasRun(test)).map((test) => test.id),
    ...(state.profile !== undefined && { profile: state.profile }),
    warnings: state.warnings ?? [],
    ...(state.coverage && { coverage: state.coverage }),
  };
}

function wasRun(test: TestCase): boolean {
  return test.outcome !== 'queued' && test.outcome !== 'running';
}

function testEntry(test: TestCase): RunDocument['tests'][number] {
  const isBad = test.outcome === 'failed' || test.outcome === 'error';
  return {
    id: test.id,
    outcome: test.outcome,
    durationMs: Math.round((test.durationMs ?? 0) * 1000) / 1000,
    ...(test.message !== undefined && { message: test.message }),
    ...(test.frames.length > 0 && { frames: test.frames.map(placeOf) }),
    ...(test.comparison && { comparison: test.comparison }),
    ...(isBad && test.sections.length > 0 && { sections: test.sections }),
    ...(test.worker !== undefined && { worker: test.worker }),
  };
}

/** Source and locals are for one failure at a time: `devmgr explain`. */
function placeOf({ path, line, function: name }: TestFrame) {
  return { path, line, function: name };
}
