import { createTestContext } from 'devmgr/plugin-api/testing';
import fc from 'fast-check';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { KnownTest } from '../../../../../plugins/tests/book/known-test.js';
import { TestNode } from '../../../../../plugins/tests/book/test-node.js';
import { doInSlices } from '../../../../../plugins/tests/tab/list/do-in-slices.js';
import { groupOf } from '../../../../../plugins/tests/tab/list/list-row.js';
import { MarkedTests } from '../../../../../plugins/tests/tab/list/marked-tests.js';
import { nextFailed } from '../../../../../plugins/tests/tab/list/next-failed.js';
import { orderInSteps } from '../../../../../plugins/tests/tab/list/order-in-steps.js';
import { reorderChanged } from '../../../../../plugins/tests/tab/list/reorder-changed.js';
import { choiceOf, choiceOfRow } from '../../../../../plugins/tests/tab/list/run-choice.js';
import { TestList } from '../../../../../plugins/tests/tab/list/test-list.js';
import { until } from '../../../../core/processes/until.js';
import { processorMs } from '../../../../support/processor-ms.js';
import { knownTest, SomeTests } from './some-tests.js';
import { expectCost } from '../../../../support/expect-cost.js';

const signal = new AbortController().signal;

describe('the order of rows', () => {
  const rows = fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), kept: fc.boolean() }), { maxLength: 2_000 });
  type Row = { readonly key: number; readonly kept: boolean };
  const compare = (a: Row, b: Row) => a.key - b.key;
  const keep = (row: Row) => row.kept;
  const expected = (all: readonly Row[]) =>
    all.flatMap((row, place) => (row.kept ? [{ row, place }] : [])).sort((a, b) => compare(a.row, b.row));

  it('is that of a stable sort, also after some rows have changed', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(1_999), { maxLength: 50 }), async (before, at) => {
        const order = await doInSlices(orderInSteps(before, { keep, compare }), signal);
        expect([...order]).toEqual(expected(before).map(({ place }) => place));
        const after = [...before];
        const changed = [...new Set(at.filter((place) => place < after.length))];
        for (const place of changed) after[place] = { key: (place * 7) % 10, kept: place % 3 > 0 };
        const again = reorderChanged(after, order, changed, { keep, compare });
        expect([...again]).toEqual(expected(after).map(({ place }) => place));
      }),
      { numRuns: 60 },
    );
  });
});

function listOf(tests: readonly KnownTest[]) {
  const book = new SomeTests(tests);
  const root = tmpdir();
  const { context } = createTestContext({
    root,
    storageDir: root,
    manifest: { id: 'tests', title: 'Tests', apiVersion: '1.0', main: '' },
  });
  const list = new TestList(book, context);
  const rows = () => list.source.rows(0, list.source.count());
  const shown = () => rows().map((row) => (row instanceof TestNode ? `${' '.repeat(row.depth)}${row.label}` : row.id));
  const settled = (wanted: readonly string[]) =>
    until(() => shown().join('\n') === wanted.join('\n'), wanted.join('\n')).catch(() =>
      expect(shown()).toEqual(wanted),
    );
  return { book, list, rows, shown, settled };
}

const few = [
  knownTest('tests/api/test_a.py::test_one', { outcome: 'passed', durationMs: 5 }),
  knownTest('tests/api/test_a.py::TestIt::test_two', { outcome: 'passed', durationMs: 50 }),
  knownTest('tests/test_b.py::test_p[1]', { outcome: 'failed', message: 'assert 1 == 2' }),
  knownTest('tests/test_b.py::test_p[2]', { markers: ['slow'] }),
];
const ids = few.map(({ id }) => id);

describe('the list of tests', () => {
  it('finds the next failed test and the one before, also in closed nodes and around its ends', async () => {
    const bad = { outcome: 'failed' } as const;
    const tests = ['a.py::one', 'a.py::two', 'b.py::three', 'b.py::four', 'c.py::five'].map((id, at) =>
      knownTest(id, at % 2 === 1 ? bad : { outcome: 'passed' }),
    );
    const { list, rows, settled } = listOf(tests);
    list.setLook('table');
    list.follow(undefined);
    await settled(tests.map(({ id }) => id));
    const next = (from: string | undefined, step: 1 | -1) => nextFailed(list, from, step)?.id;
    expect([next(undefined, 1), next('a.py::two', 1), next('b.py::four', 1)]).toEqual([
      'a.py::two',
      'b.py::four',
      'a.py::two',
    ]);
    expect([next(undefined, -1), next('b.py::four', -1)]).toEqual(['b.py::four', 'a.py::two']);
    list.setLook('tree');
    await settled(['a.py', ' one', ' two', 'b.py', ' three', ' four', 'c.py', ' five']);
    for (const row of rows()) if (row instanceof TestNode && row.kind === 'file') list.toggle(row);
    await settled(['a.py', 'b.py', 'c.py']);
    expect([next('a.py', 1), next('b.py', 1), next('c.py', 1), next('c.py', -1), next('b.py', -1)]).toEqual([
      'a.py::two',
      'b.py::four',
      'a.py::two',
      'b.py::four',
      'a.py::two',
    ]);
  });

  it('is a table, or a tree of folders, files, classes and tests with parameters', async () => {
    const { list, settled, rows } = listOf(few);
    list.setLook('table');
    list.follow(undefined);
    await settled(ids);
    list.setLook('tree');
    const closed = [
      'tests/',
      ' api/',
      '  test_a.py',
      '   test_one',
      '   TestIt',
      '    test_two',
      ' test_b.py',
      '  test_p',
    ];
    await settled(closed);
    const group = rows().at(-1);
    if (group && groupOf(group)) list.toggle(group as TestNode);
    await settled([...closed, '   [1]', '   [2]']);
    const [folder] = rows();
    if (folder) list.toggle(folder as TestNode);
    await settled(['tests/']);
    list.reveal(ids[3] ?? '');
    await until(() => list.source.find?.(ids[3] ?? '') === 9, 'the rows');
  });

  it('filters both looks, and opens what a filter has chosen', async () => {
    const { list, settled, book } = listOf(few);
    list.setLook('table');
    list.follow(undefined);
    list.setFilter('status:failed');
    await settled([ids[2] ?? '']);
    expect([list.shownTests, list.total]).toEqual([1, 4]);
    list.follow(book.change({ [ids[0] ?? '']: { outcome: 'failed' } }));
    await settled([ids[0] ?? '', ids[2] ?? '']);
    list.setLook('tree');
    await settled(['tests/', ' api/', '  test_a.py', '   test_one', ' test_b.py', '  test_p', '   [1]']);
    list.setFilter('statis:failed');
    expect(list.problem).toContain('did you mean status');
  });

  it('sorts by a column, tests that change move at once; nodes are sorted among their neighbours', async () => {
    const { list, settled, book } = listOf(few);
    list.setLook('table');
    list.follow(undefined);
    list.setSorting({ columnId: 'status', direction: 'ascending' });
    await settled([ids[2], ids[0], ids[1], ids[3]] as string[]);
    list.follow(book.change({ [ids[3] ?? '']: { outcome: 'error' } }));
    await settled([ids[2], ids[3], ids[0], ids[1]] as string[]);
    list.setLook('tree');
    await settled([
      'tests/',
      ' test_b.py',
      '  test_p',
      ' api/',
      '  test_a.py',
      '   TestIt',
      '    test_two',
      '   test_one',
    ]);
  });

  it('follows a list that became another while it was made', async () => {
    const { list, settled, book } = listOf(few);
    list.setLook('table');
    list.follow(undefined);
    book.replace(few.slice(1));
    list.follow(undefined);
    await settled(ids.slice(1));
    list.dispose();
  });

  it('30,000 tests: a frame of 500 results takes 16 ms at most, filtered and sorted, and no piece of work holds the others up', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) =>
      knownTest(`tests/pkg${index % 40}/test_${index % 600}.py::test_x[${index}]`, { durationMs: index % 977 }),
    );
    let { list, book } = listOf(many);
    const pause = async () => {
      list.dispose();
      ({ list, book } = listOf(many));
      const gaps: number[] = [];
      let last = processorMs();
      const watching = setInterval(() => {
        const now = processorMs();
        gaps.push(now - last);
        last = now;
      }, 1);
      list.setLook('tree');
      list.follow(undefined);
      await until(() => list.source.count() > 40, 'the rows');
      list.setLook('table');
      list.setFilter('test_ -pkg39');
      list.setSorting({ columnId: 'time', direction: 'ascending' });
      await until(() => list.shownTests === 29_250 && list.source.count() === 29_250, 'the rows');
      clearInterval(watching);
      return gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.9)] ?? Infinity;
    };
    let durationMs = 0;
    const frame = () => {
      const frames: number[] = [];
      durationMs += 1;
      for (let from = 0; from < 6_000; from += 500) {
        const passed = many.slice(from, from + 500).map(({ id }) => [id, { outcome: 'passed', durationMs }] as const);
        const changed = book.change(Object.fromEntries(passed));
        const start = processorMs();
        list.follow(changed);
        list.source.rows(list.source.find?.(many[0]?.id ?? '') ?? 0, 60);
        frames.push(processorMs() - start);
      }
      return frames.sort((a, b) => a - b)[6] ?? Infinity;
    };
    // The garbage of others is collected at times: of the pauses nearly all, of the frames the one in the middle.
    await expectCost(30, pause);
    await expectCost(16, frame);
    list.dispose();
  });
});

describe('what is run', () => {
  it('are exact tests; of a folder or a file its path unless a filter chooses in it', async () => {
    const { list, rows } = listOf(few);
    list.setLook('tree');
    list.follow(undefined);
    await until(() => rows().length > 0, 'the rows');
    const [folder] = rows();
    if (!folder) throw new Error('no rows');
    expect(choiceOfRow(folder, () => few, false).options).toEqual({ paths: ['tests/'], whole: true });
    expect(choiceOfRow(folder, () => few.slice(2), true).options).toEqual({ ids: ids.slice(2) });
    expect(choiceOf(few.slice(0, 1))).toEqual({ options: { ids: [ids[0]] }, isSingle: true });
    expect(choiceOf([knownTest('a.py')])).toEqual({ options: { ids: ['a.py'] }, isSingle: false });
  });

  it('marks of a node are those of its tests', async () => {
    const { list, rows } = listOf(few);
    list.setLook('tree');
    list.follow(undefined);
    await until(() => rows().length > 0, 'the rows');
    const marks = new MarkedTests();
    const states = () =>
      rows()
        .map((row) => marks.of(row)[0])
        .join('');
    marks.toggle(ids.slice(0, 2));
    expect(states()).toBe('saaaaann');
    marks.toggle([ids[0] ?? '']);
    expect(states()).toBe('sssnaann');
    marks.keep((id) => id !== ids[1]);
    expect(marks.ids()).toEqual([]);
  });
});
