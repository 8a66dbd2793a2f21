import type { TestCounts, TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { PhaseEvent } from '../pytest/protocol.js';

export type FinalOutcome = Exclude<TestOutcome, 'queued' | 'running'>;

/** Where pytest counts an outcome. */
export const countOf: Readonly<Record<FinalOutcome, Exclude<keyof TestCounts, 'deselected'>>> = {
  passed: 'passed',
  failed: 'failed',
  error: 'errors',
  skipped: 'skipped',
  xfailed: 'xfailed',
  xpassed: 'xpassed',
};

/** When phases of one test say different things, the later in this list is the test's outcome. */
const weight: readonly TestOutcome[] = [
  'queued',
  'running',
  // A test that passed and skipped in its tear-down is listed as passed; its skip is listed without a name.
  'skipped',
  'passed',
  'xpassed',
  'xfailed',
  'failed',
  'error',
];

/**
 * The category under which `pytest -rA` lists one phase, `undefined` when it lists nothing: a set-up or tear-down that
 * passed, a subtest that passed, a try that will be repeated. After pytest's own `pytest_report_teststatus`.
 */
export function phaseCategory(phase: PhaseEvent): FinalOutcome | undefined {
  if (phase.wasxfail && phase.outcome === 'skipped') return 'xfailed';
  if (phase.wasxfail && phase.outcome === 'passed') return 'xpassed';
  const isCall = phase.when !== 'setup' && phase.when !== 'teardown';
  if (phase.outcome === 'failed') return isCall ? 'failed' : 'error';
  if (phase.outcome === 'skipped') return 'skipped';
  return phase.outcome === 'passed' && isCall && !phase.subtest ? 'passed' : undefined;
}

/** The outcome of a test that had `before` and now this. */
export function worseOutcome(before: TestOutcome, category: FinalOutcome): TestOutcome {
  return weight.indexOf(category) > weight.indexOf(before) ? category : before;
}
