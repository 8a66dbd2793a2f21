import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StyledText } from 'devmgr/plugin-api';
import type { TestCase, TestOutcome, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { isGreen } from '../../../../plugins/tests/history/recorded-run-of.js';
import { describeEnd } from '../../../../plugins/tests/results/describe-end.js';
import { createEstimator, estimate } from '../../../../plugins/tests/results/estimate.js';
import { formatDuration } from '../../../../plugins/tests/results/format-duration.js';
import { idleState } from '../../../../plugins/tests/results/run-model.js';
import { RunOptionsStore } from '../../../../plugins/tests/results/run-options-store.js';
import { splitWords } from '../../../../plugins/tests/results/split-words.js';
import { statusText } from '../../../../plugins/tests/tab/status-text.js';
import { watchedRun } from '../../../../plugins/tests/watch/watched-run.js';

const test = (id: string, outcome: TestOutcome, more: Partial<TestCase> = {}): TestCase => ({
  id,
  file: 'f.py',
  line: 1,
  markers: [],
  outcome,
  startedAt: undefined,
  durationMs: undefined,
  message: undefined,
  traceback: undefined,
  frames: [],
  sections: [],
  worker: undefined,
  ...more,
});

const plain = (line: StyledText) => (typeof line === 'string' ? line : line.map((span) => span.text).join(''));

describe('a value of the run form that is wrong', () => {
  const memento = (workers: string) => ({ get: () => ({ workers }), set: () => Promise.resolve() });

  it.each(['abc', '-1', '1000', '1.5'])('%s is refused, whatever is run', (workers) => {
    const options = new RunOptionsStore(memento(workers));
    expect(options.problem()).toEqual({ field: 'workers', message: 'must be a number or auto' });
    for (const read of [() => options.get(), () => options.forChosenTests()]) {
      expect(read).toThrow(`Workers "${workers}": must be a number or auto.`);
    }
  });

  it.each([
    ['', undefined],
    [' auto ', 'auto'],
    ['0', 0],
    [' 12', 12],
  ])('"%s" is not', (workers, count) => {
    expect(new RunOptionsStore(memento(workers)).get().workers).toBe(count);
  });
});

describe('splitWords', () => {
  it.each([
    ['', []],
    ['  -x   --tb=short ', ['-x', '--tb=short']],
    [`-k "a or b" -m 'not slow'`, ['-k', 'a or b', '-m', 'not slow']],
    [`a\\ b "c\\"d" 'e\\f' g"h"'i'`, ['a b', 'c"d', 'e\\f', 'ghi']],
    [`"" ''`, ['', '']],
    [`"a\\b\\$HOME" $HOME * | a\\\nb`, ['a\\b$HOME', '$HOME', '*', '|', 'ab']],
  ])('%s', (line, words) => {
    expect(splitWords(line)).toEqual({ words });
  });

  it.each([
    ['-k "open to the end', 'has a " without a second one'],
    [`it's`, "has a ' without a second one"],
    ['back\\', 'ends with a backslash'],
  ])('%s is refused', (line, problem) => {
    expect(splitWords(line)).toEqual({ problem });
  });

  it('gives back any words that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
        expect(splitWords(line)).toEqual({ words });
      }),
    );
  });
});

describe('estimate', () => {
  const state = (tests: readonly TestCase[], workers = 0): TestRunState => ({
    ...idleState,
    total: tests.length,
    workers,
    cases: new Map(tests.map((each) => [each.id, each])),
  });

  it('uses what is recorded, the mean for the rest, what has passed of running tests, and the workers', () => {
    const tests = [
      test('done', 'passed', { durationMs: 100 }),
      test('known', 'queued'),
      test('new', 'queued'),
      test('now', 'running', { startedAt: 1000 }),
    ];
    const known = (id: string) => ({ known: 300, now: 200 })[id];
    expect(estimate(state(tests), known, 1150)).toEqual({ done: 1, total: 4, remainingMs: 300 + 200 + 50 });
    expect(estimate(state(tests, 2), known, 1150).remainingMs).toBe(300);
    expect(estimate(state([...tests, ...['a', 'b'].map((id) => test(id, 'queued'))], 2), known, 1150).remainingMs).toBe(
      475,
    );
    // How long it was until they were ended from outside says nothing.
    const cut = ['stopped by the person after 60.0 s', "worker 'gw0' crashed while running 'b'"].map((message, at) =>
      test(`cut${at}`, at === 0 ? 'failed' : 'error', { durationMs: 60_000, message }),
    );
    expect(estimate(state([...tests, ...cut]), known, 1150)).toEqual({
      done: 3,
      total: 6,
      remainingMs: 300 + 200 + 50,
    });
    expect(estimate(state([test('new', 'queued')]), () => undefined, 0).remainingMs).toBeUndefined();
  });

  it('is worked out twice a second, while what is done is counted each time', () => {
    let asked = 0;
    const progress = createEstimator(() => ((asked += 1), 1000));
    const tests = [test('a', 'queued'), test('b', 'queued')];
    expect(progress(state(tests), 0)).toEqual({ done: 0, total: 2, remainingMs: 2000 });
    const later = [test('a', 'passed', { durationMs: 400 }), test('b', 'queued')];
    expect(progress(state(later), 400)).toEqual({ done: 1, total: 2, remainingMs: 1600 });
    expect(asked).toBe(2);
    expect(progress(state(later), 500)).toEqual({ done: 1, total: 2, remainingMs: 1000 });
    expect(asked).toBe(3);
  });
});

it.each([
  [0, '0.00s'],
  [20, '0.02s'],
  [4_100, '4.1s'],
  [59_960, '1m00s'],
  [125_000, '2m05s'],
])('%d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

describe('pytest ended with 0', () => {
  const bad = { ...idleState.counts, passed: 1, failed: 1 };
  const ended = (outcomes: readonly TestOutcome[], counts: Partial<TestRunState['counts']>): TestRunState => ({
    ...idleState,
    status: 'finished',
    cases: new Map(outcomes.map((outcome, at) => [`t${at}`, test(`t${at}`, outcome)])),
    counts: { ...idleState.counts, ...counts },
    isWhole: true,
    end: { kind: 'finished', exitCode: 0 },
  });

  it.each([
    ['success', 'All tests passed.', '✓ 2 passed', ended(['passed', 'passed', 'skipped'], { passed: 2, skipped: 1 })],
    ['success', 'No test failed.', '✓ 0 passed', ended(['xfailed'], { xfailed: 1 })],
    ['warning', 'All tests were skipped.', '! tests: nothing run', ended(['skipped'], { skipped: 1 })],
    ['warning', 'No test was run.', '! tests: nothing run', ended(['queued', 'queued'], {})],
    ['warning', 'No test was run.', '! tests: nothing run', ended([], { deselected: 3 })],
    [
      'warning',
      'pytest ended with 0, but 1 test was not run.',
      '! tests: not all run',
      ended(['passed', 'queued'], { passed: 1 }),
    ],
    ['warning', 'pytest ended with 0, but 1 test failed.', '✗ 1 test failed', ended(['passed', 'failed'], bad)],
    [
      'warning',
      'pytest ended with 0, but 1 test failed and 2 were not run.',
      '✗ 1 test failed',
      ended(['passed', 'failed', 'queued', 'queued'], bad),
    ],
  ])('%s: %s', (severity, message, said, state) => {
    expect(describeEnd(state)).toEqual({ severity, message });
    expect(plain(statusText(state))).toBe(said);
    const isAllRun = !said.startsWith('✗') && ![...state.cases.values()].some(({ outcome }) => outcome === 'queued');
    expect(isGreen(state)).toBe(isAllRun);
    expect(watchedRun(state).isGreen).toBe(isAllRun);
  });
});

describe('the status line', () => {
  it('does not say that nothing was run when only the exit code is bad', () => {
    const counts = { ...idleState.counts, passed: 2 };
    const state: TestRunState = { ...idleState, status: 'finished', counts, end: { kind: 'finished', exitCode: 1 } };
    expect(plain(statusText(state))).toBe('! tests: exit code 1');
  });

  it.each([
    [{ failed: 1, errors: 2 }, 0, '✗ 3 tests failed or error'],
    [{ failed: 1, errors: 2 }, 2, '✗ 1 test failed · 2 files not collected'],
    [{ failed: 0, errors: 1 }, 1, '✗ 1 file not collected'],
  ])('tells tests from files: %j, %d files', (counts, files, said) => {
    const state: TestRunState = {
      ...idleState,
      status: 'finished',
      counts: { ...idleState.counts, ...counts },
      collectionErrors: Array.from({ length: files }, () => ({ path: 'a.py', traceback: '' })),
      end: { kind: 'finished', exitCode: 2 },
    };
    expect(plain(statusText(state))).toBe(said);
  });
});
