import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StyledText } from 'devmgr/plugin-api';
import type { TestCase, TestOutcome, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { estimate } from '../../../../plugins/tests/results/estimate.js';
import { formatDuration } from '../../../../plugins/tests/results/format-duration.js';
import { idleState } from '../../../../plugins/tests/results/run-model.js';
import { RunOptionsStore } from '../../../../plugins/tests/results/run-options-store.js';
import { splitWords } from '../../../../plugins/tests/results/split-words.js';
import { detailLines } from '../../../../plugins/tests/tab/detail-lines.js';
import { pageLayout } from '../../../../plugins/tests/tab/page-layout.js';
import { resultColumns } from '../../../../plugins/tests/tab/result-columns.js';
import { statusText } from '../../../../plugins/tests/tab/status-text.js';

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
    expect(options.problem()).toEqual({ field: 'workers', message: 'a number or auto' });
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
    ['"open to the end', ['open to the end']],
    ['back\\', ['back']],
  ])('%s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it('gives back any words that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        expect(splitWords(words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '))).toEqual(words);
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
    expect(estimate(state(tests, 2), known, 1150).remainingMs).toBe(275);
    expect(estimate(state([test('new', 'queued')]), () => undefined, 0).remainingMs).toBeUndefined();
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

describe('the tab', () => {
  it('shows results and details beside each other from 100 columns on, and folds the form on small screens', () => {
    const base = { page: 'results', filterOpen: false, optionsOpen: false } as const;
    expect(pageLayout({ ...base, width: 120, height: 36 }).shows).toEqual({
      results: true,
      details: true,
      filter: false,
      options: true,
    });
    expect(pageLayout({ ...base, width: 80, height: 20 }).shows).toEqual({
      results: true,
      details: false,
      filter: false,
      options: false,
    });
    expect(pageLayout({ ...base, width: 80, height: 20, page: 'details' }).shows).toMatchObject({
      results: false,
      details: true,
    });
    expect(pageLayout({ ...base, width: 80, height: 20, optionsOpen: true }).rows).toEqual([0, '1fr', 1, 1, 0, 4]);
  });

  it('puts frames of the project first', () => {
    const lines = detailLines(
      test('a', 'failed', {
        frames: [
          { path: '/usr/lib/python3/dist-packages/pkg/x.py', line: 1, function: 'lib' },
          { path: '.venv/lib/y.py', line: 2, function: 'dependency' },
          { path: 'app/main.py', line: 3, function: 'mine' },
        ],
      }),
      true,
    ).map(plain);
    const at = (name: string) => lines.findIndex((line) => line.includes(name));
    expect(at('mine')).toBeLessThan(at('lib'));
    expect(at('mine')).toBeLessThan(at('dependency'));
    // A blank at the front or a long path would be where the line is broken.
    expect(lines[at('lib')]).toBe('pkg/x.py:1 lib');
    expect(lines[at('mine')]).toBe('app/main.py:3 mine');
  });

  it('a test that was not reached is queued only while the run is on', () => {
    const word = (isOver: boolean) =>
      resultColumns({ now: () => 0, isOver: () => isOver, historyOf: () => undefined })
        .find(({ id }) => id === 'status')
        ?.cell(test('a', 'queued'));
    expect(plain(word(false) ?? '')).toBe('queued');
    expect(plain(word(true) ?? '')).toBe('not run');
    expect(plain(detailLines(test('a', 'queued'), true)[0] ?? '')).toContain('not run');
  });

  it.each([
    [{ failed: 1, errors: 2 }, 0, '✗ 3 tests failed'],
    [{ failed: 1, errors: 2 }, 2, '✗ 1 test failed · 2 files not collected'],
    [{ failed: 0, errors: 1 }, 1, '✗ 1 file not collected'],
  ])('the status line tells tests from files: %j, %d files', (counts, files, said) => {
    const state: TestRunState = {
      ...idleState,
      status: 'finished',
      counts: { ...idleState.counts, ...counts },
      collectionErrors: Array.from({ length: files }, () => ({ path: 'a.py', traceback: '' })),
      end: { kind: 'finished', exitCode: 2 },
    };
    expect(plain(statusText(state))).toBe(said);
  });

  it('can be sorted by every column with a title', () => {
    const history = { id: 'b', outcomes: ['passed', 'failed'], durationMs: 3 };
    const columns = resultColumns({
      now: () => 0,
      isOver: () => false,
      historyOf: (id) => (id === 'b' ? history : undefined),
    });
    const [a, b] = [test('a', 'passed', { durationMs: 9, message: 'm' }), test('b', 'failed', { durationMs: 3 })];
    const order = Object.fromEntries(
      columns
        .filter((column) => column.title)
        .map((column) => [column.id, Math.sign(column.compare?.(a, b) ?? Number.NaN)]),
    );
    expect(order).toEqual({ test: -1, status: 1, time: 1, history: -1, message: 1 });
  });
});
