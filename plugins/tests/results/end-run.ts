import type { ProcessExit } from 'devmgr/plugin-api';
import type { TestCase, TestRunEnd } from 'devmgr/plugin-api/contracts/test-runs';
import type { PytestExit } from '../pytest/pytest-process.js';
import { CaseMap } from './case-map.js';
import type { RunModel } from './run-model.js';

/** The state after the process is gone, whatever it died of. Nothing stays `running`. Pure. */
export function endRun(model: RunModel, ended: PytestExit): RunModel {
  const end = endOf(model, ended);
  const before = CaseMap.from(model.state.cases);
  const changed = new Map<string, TestCase>();
  for (const [id, test] of before) {
    if (test.outcome === 'running' || test.phase) changed.set(id, settled(test, end));
  }
  const cases = before.with(changed);
  const durationMs = ended.at - (model.state.startedAt ?? ended.at);
  return { ...model, active: new Set(), state: { ...model.state, status: 'finished', cases, end, durationMs } };
}

function settled(test: TestCase, end: TestRunEnd): TestCase {
  // Its call has a result, and only its tear-down was not over.
  if (test.outcome !== 'running') return { ...test, phase: undefined };
  if (end.kind !== 'crashed') return { ...test, outcome: 'queued', startedAt: undefined, phase: undefined };
  return { ...test, outcome: 'error', phase: undefined, message: `pytest died while this test ran: ${end.detail}` };
}

function runningIn({ active, state }: RunModel, at: number): Pick<TestRunEnd & { kind: 'cancelled' }, 'running'> {
  const running = [...active].flatMap((id) => {
    const { startedAt } = state.cases.get(id) ?? {};
    return startedAt === undefined ? [] : [{ id, forMs: Math.max(0, at - startedAt) }];
  });
  return running.length > 0 ? { running } : {};
}

function endOf(model: RunModel, { exit, cancelled, lastLines, at }: PytestExit): TestRunEnd {
  if (cancelled) return { kind: 'cancelled', ...runningIn(model, at) };
  if (exit.kind === 'exited' && (model.ended || endsWithoutGreeting(model, exit.code))) {
    const { failed, errors } = model.state.counts;
    const isExplained = exit.code === 0 || (exit.code === 1 && failed + errors > 0);
    return { kind: 'finished', exitCode: exit.code, ...(isExplained ? {} : { lastLines }) };
  }
  return { kind: 'crashed', detail: crashDetail(model, exit), lastLines };
}

/** pytest refuses a command line, or prints its help, before it loads what greets us. */
function endsWithoutGreeting(model: RunModel, code: number): boolean {
  return !model.greeted && (code === 0 || code === 4);
}

function crashDetail(model: RunModel, exit: ProcessExit): string {
  const how = describeExit(exit);
  if (!model.greeted) return `pytest did not start: ${how}`;
  const running = [...model.active];
  if (running.length > 0) return `pytest ended (${how}) while running ${running.join(', ')}`;
  return `pytest ended (${how}) ${model.state.total === undefined ? 'while collecting' : 'between tests'}`;
}

function describeExit(exit: ProcessExit): string {
  switch (exit.kind) {
    case 'exited':
      return `exit code ${exit.code}`;
    case 'signalled':
      return exit.signal;
    case 'not-started':
      return exit.error.message;
  }
}
