import type { ProcessExit } from 'devmgr/plugin-api';
import type { TestCase, TestRunEnd } from 'devmgr/plugin-api/contracts/test-runs';
import type { PytestExit } from '../pytest/pytest-process.js';
import type { RunModel } from './run-model.js';

/** The state after the process is gone, whatever it died of. Nothing stays `running`. Pure. */
export function endRun(model: RunModel, ended: PytestExit): RunModel {
  const end = endOf(model, ended);
  const cases = new Map(model.state.cases);
  for (const [id, test] of cases) {
    if (test.outcome === 'running') cases.set(id, settled(test, end));
  }
  const durationMs = ended.at - (model.state.startedAt ?? ended.at);
  return { ...model, active: new Set(), state: { ...model.state, status: 'finished', cases, end, durationMs } };
}

function settled(test: TestCase, end: TestRunEnd): TestCase {
  if (end.kind !== 'crashed') return { ...test, outcome: 'queued', startedAt: undefined };
  return { ...test, outcome: 'error', message: `pytest died while this test ran: ${end.detail}` };
}

function endOf(model: RunModel, { exit, cancelled, lastLines }: PytestExit): TestRunEnd {
  if (cancelled) return { kind: 'cancelled' };
  if (exit.kind === 'exited' && (model.ended || endsWithoutGreeting(model, exit.code))) {
    return { kind: 'finished', exitCode: exit.code, ...(exit.code > 1 ? { lastLines } : {}) };
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
