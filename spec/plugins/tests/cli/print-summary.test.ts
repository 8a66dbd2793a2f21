import type { TextSink } from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { expect, it } from 'vitest';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { printSummary } from '../../../../plugins/tests/cli/print-summary.js';
import { idleState } from '../../../../plugins/tests/results/run-model.js';

const failed = (id: string, more: Partial<TestCase> = {}): TestCase => ({
  ...{ id, file: id.split('::')[0] ?? '', line: 1, markers: [], outcome: 'failed', worker: undefined, startedAt: 0 },
  ...{ durationMs: 1, message: 'no database', traceback: `E   no database\n\n${id}: Error`, sections: [] },
  frames: [{ path: 'conftest.py', line: 4, function: 'database' }],
  ...more,
});

function printed(cases: readonly TestCase[], more: Partial<TestRunState> = {}, slowest = 0): string {
  let text = '';
  const out = { write: (words: string) => void (text += words), paint: (_style: string, words: string) => words };
  const state: TestRunState = {
    ...idleState,
    ...{ status: 'finished', cases: new Map(cases.map((test) => [test.id, test])), durationMs: 10 },
    counts: { ...idleState.counts, failed: cases.length },
    end: { kind: 'finished', exitCode: 1 },
    ...more,
  };
  printSummary(
    state,
    { ...out, isTTY: false, columns: 80 } as unknown as TextSink,
    textTools((words) => words),
    { slowest },
  );
  return text;
}

it('shows once what many tests fail with, and lists all of them at the end', () => {
  const text = printed(Array.from({ length: 205 }, (_, at) => failed(`t.py::test_${at}`)));
  expect(text.split('E   no database').length).toBe(2);
  expect(text).toContain(
    'The same in 204 other tests: t.py::test_1, t.py::test_2, t.py::test_3, t.py::test_4, t.py::test_5 and 199 more',
  );
  expect(text).toContain('✗ t.py::test_1 - no database\n');
  expect(text).toContain('  … and 155 more\n205 failed in');
});

it('shows what differs, and what only two share', () => {
  const other = failed('t.py::c', { frames: [{ path: 'conftest.py', line: 9, function: 'other' }] });
  expect(printed([failed('t.py::a'), failed('t.py::b'), other]).split('E   no database').length).toBe(4);
});

it('says both sides of a comparison once, and what was logged and printed once', () => {
  const sides = { operator: '==', left: '{\n 1,\n 2,\n}', right: '{\n 1,\n 3,\n}' };
  const traceback =
    '>   assert a == b\nE   assert {1, 2} == {1, 3}\nE     Extra items in the left set:\nE     2\n\nt.py:3: AssertionError';
  const sections = [
    { title: 'Captured stderr call', text: 'INFO shop: ready' },
    { title: 'Captured log call', text: 'INFO     shop:main.py:3 shop: ready' },
  ];
  const text = printed([failed('t.py::a', { comparison: sides, traceback, sections })]);
  expect(text).toContain('-  3,');
  expect(text).toContain('E   assert {1, 2} == {1, 3}\n');
  expect(text).not.toContain('Extra items');
  expect(text).not.toContain('Captured log');
});

it('says what ran when it was stopped, and no quick test among the slowest', () => {
  const running = [{ id: 't.py::test_hang', forMs: 6_400 }];
  const passed = [
    failed('t.py::a', { outcome: 'passed', durationMs: 3 }),
    failed('t.py::b', { outcome: 'passed', durationMs: 900 }),
  ];
  const text = printed(passed, { end: { kind: 'cancelled', running } }, 3);
  expect(text).toContain('Stopped.\n  Running when it was stopped: t.py::test_hang (for 6.4s)\n');
  expect(text).toMatch(/Slowest\n +0\.90s {2}t\.py::b\n\n/);
});
