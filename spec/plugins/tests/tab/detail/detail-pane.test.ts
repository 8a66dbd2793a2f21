import { expect, it } from 'vitest';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../../../../plugins/tests/book/known-test.js';
import type { RecordedRun } from '../../../../../plugins/tests/history/recorded-run.js';
import { idleState } from '../../../../../plugins/tests/results/run-model.js';
import { aTest, onDetails, runOf } from './detail-stage.js';

const orders = `import decimal

def total(prices):
    result = decimal.Decimal(0)
    for price in prices:
        result += price
    return result
`;

const failed: TestCase = {
  ...aTest,
  outcome: 'failed',
  message: "assert {'sum': 4, 'tax': 1} == {'sum': 5, 'tax': 1}",
  traceback:
    "    def test_total():\n>       assert total() == wanted\nE       assert {'sum': 4} == {'sum': 5}\nE        +  where 4 = total()",
  comparison: { operator: '==', left: "{'sum': 4,\n 'tax': 1}", right: "{'sum': 5,\n 'tax': 1}" },
  frames: [
    { path: 'tests/test_orders.py', line: 3, function: 'test_total', locals: [['wanted', "{'sum': 5}"]] },
    {
      path: 'shop/orders.py',
      line: 6,
      function: 'total',
      source: { firstLine: 4, lines: orders.split('\n').slice(3, 7) },
      locals: [['price', '\x1b[31mDecimal(4)']],
    },
    { path: '/usr/lib/python3.11/decimal.py', line: 1200, function: '__add__' },
  ],
  sections: [
    { title: 'Captured stdout setup', text: 'database ready\n' },
    { title: 'Captured stdout call', text: 'counted \x1b[31mred {bold}\n' },
  ],
  worker: 'gw1',
};

const files = {
  'shop/orders.py': orders,
  'tests/test_orders.py': 'from shop.orders import total\ndef test_total():\n    assert total() == wanted\n',
};

it.each([
  { cols: 120, rows: 40 },
  { cols: 80, rows: 24 },
])('shows why a test failed: difference, frames of the project with source and locals; $cols x $rows', async (size) => {
  await onDetails({ ...size, files }, async ({ app, pane, run, click }) => {
    run.set(runOf([failed]));
    pane.show({ kind: 'test', id: failed.id });
    await app.waitFor('✗ failed  0.02s  gw1');
    await app.waitFor("- {'sum': 5,");
    await app.waitFor("+ {'sum': 4,");
    // The difference says it; pytest's line of both sides would push it down.
    await app.waitFor(/✗ failed {2}0\.02s {2}gw1[^a-z]*\+ left/);
    app.key('PageDown', 'PageDown');
    await app.waitFor('price = Decimal(4)');
    await app.waitFor('where 4 = total()');
    await app.waitFor('decimal.py:1200 __add__');
    await app.waitFor(/▸ shop\/orders.py:6 total/);
    await app.waitFor('shop/orders.py:6 total · frame 1 of 2');
    // The whole file: what stands far above the frame too.
    await app.waitFor(/6▌? +result \+= price/);
    await app.waitFor(/3 +def total|1 +import decimal/);
    app.key('n');
    await app.waitFor('tests/test_orders.py:3 test_total · frame 2 of 2');
    await app.waitFor(/3▌ +assert total/);
    app.key('N');
    await app.waitFor('frame 1 of 2');
    expect(pane.sourcePlace()).toMatchObject({ path: 'shop/orders.py', line: 6 });
    app.key('3');
    await app.waitFor('>       assert total() == wanted');
    app.key('2');
    await app.waitFor('Captured stdout setup');
    await app.waitFor('counted red {bold}');
    click(size.cols >= 100 ? 'Failure' : '1');
    await app.waitFor('frame 1 of 2');
    app.key('Right');
    await app.waitFor('Captured stdout call');
    app.key('8');
    await app.waitFor('about 42 tokens');
    await app.waitFor('everything about it');
    expect(pane.copyText()).toBe(`# ${failed.id}\n> 1 | everything about it\n`);
    run.set(runOf([{ ...failed, outcome: 'passed' }]));
    await app.waitFor('Only what failed can be explained');
    app.key('1');
    run.set(runOf([{ ...aTest, markers: ['unit'] }]));
    // Little is said of it: its source begins below that.
    const below = size.rows > 30 ? /markers unit[^a-z]{0,900}tests\/test_orders\.py:3 ─/ : /markers unit/;
    await app.waitFor(below);
  });
});

it('follows the output of a running test, and shows its stacks when asked', async () => {
  await onDetails({ cols: 100, rows: 30 }, async ({ app, pane, run, active }) => {
    const running: TestCase = {
      ...aTest,
      outcome: 'running',
      phase: 'call',
      startedAt: Date.now(),
      durationMs: undefined,
    };
    const asked: string[] = [];
    let stacks = 0;
    active.run = {
      inspect: (id, { stack }) => {
        asked.push(id);
        if (stack) stacks += 1;
        const sections = [{ title: 'Captured stdout call', text: `line ${asked.length}\n` }];
        return Promise.resolve({ id, sections, stack: stack ? 'File "shop/orders.py", line 6 in total' : '' });
      },
    };
    run.set(runOf([running], { status: 'running', end: undefined, durationMs: undefined }));
    pane.show({ kind: 'test', id: running.id });
    await app.waitFor(/◐ running +[\d.]+s +call/);
    app.key('2');
    await app.waitFor('line 2');
    await pane.showStack();
    await app.waitFor('line 6 in total');
    expect(stacks).toBe(1);
    run.set(runOf([{ ...aTest, sections: [{ title: 'Captured stdout call', text: 'all of it' }] }]));
    await app.waitFor('all of it');
    await expect(pane.showStack()).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NOT_RUNNING' });
    const before = asked.length;
    const other = { ...running, id: 'tests/test_orders.py::test_other' };
    run.set(runOf([other], { status: 'running', end: undefined, durationMs: undefined }));
    pane.show({ kind: 'test', id: other.id });
    await app.waitFor(`line ${before + 2}`);
    // The one that has ended is not looked at any more.
    expect(asked.slice(before)).toEqual([other.id, other.id]);
  });
});

it('says what is known of a folder, of a file that could not be collected, and of a test that failed earlier', async () => {
  await onDetails({ cols: 120, rows: 40 }, async ({ app, pane, run, catalog, known, failures, click }) => {
    const failure = { message: 'pytest could not collect the tests.', hint: 'tox.ini: minversion' };
    catalog.set({ ...catalog.get(), status: 'failed', failure });
    await app.waitFor(/could not collect the tests[^a-z]*tox\.ini: minversion/);
    app.key('6');
    await app.waitFor(/ Run ─[^]*could not collect the tests/);
    app.key('1');
    const never = knownTest('tests/api/test_a.py::test_never', {});
    known.set(never.id, never);
    pane.show({ kind: 'test', id: never.id });
    await app.waitFor('· not run');
    const bad = knownTest('tests/api/test_a.py::test_bad', {
      outcome: 'failed',
      message: 'assert 1 == 2',
      durationMs: 30,
    });
    const slow = knownTest('tests/api/test_a.py::test_slow', { outcome: 'passed', durationMs: 2_000 });
    for (const test of [bad, slow]) known.set(test.id, test);
    run.set(
      runOf([], {
        collectionErrors: [
          {
            path: 'tests/test_x.py',
            traceback:
              "test_x.py:1: in <module>\n    import nothing\nE   ModuleNotFoundError: No module named 'nothing'",
          },
        ],
      }),
    );
    pane.show({ kind: 'group', id: 'tests/api', tests: () => [bad, slow] });
    await app.waitFor('2 tests  ✗ 1 failed  ✓ 1 passed');
    await app.waitFor(/✗ test_a.py::test_bad[^]*assert 1 == 2[^]*Slowest[^]*2\.0s {2}test_a.py::test_slow/);
    failures.set(bad.id, {
      run: { ...aRun, startedAt: 1_700_000_000_000, commit: 'abcdef1234567890' },
      test: { ...failed, id: bad.id },
    });
    click('test_a.py::test_bad');
    await app.waitFor(/as it failed on 2023-11-1\d at .*, commit abcdef12/);
    await app.waitFor('▸ shop/orders.py:6 total');
    pane.show({ kind: 'problem', path: 'tests/test_x.py' });
    await app.waitFor('This file could not be collected.');
    await app.waitFor(/test_x\.py:1: in <module>[^]*ModuleNotFoundError[^]*Install nothing[^]*O runs the tests/);
    pane.show(undefined);
    await app.waitFor('pytest ended with exit code 1');
    pane.show({ kind: 'test', id: 'tests/gone.py::test_gone' });
    await app.waitFor('Nothing is known of this test any more.');
  });
});

it('lists requests and lines of servers, history, the run with warnings, and coverage with the lines that were not run', async () => {
  const size = { cols: 120, rows: 40 };
  await onDetails({ ...size, files }, async ({ app, pane, run, results, say, edited }) => {
    const request = { at: 1_005, method: 'POST', url: 'http://127.0.0.1:8000/orders', status: 422, durationMs: 7.4 };
    results.push(
      { run: 'r2', at: 1_700_000_100_000, outcome: 'failed', durationMs: 300, commit: 'feed1234beef', isDirty: true },
      { run: 'r1', at: 1_700_000_000_000, outcome: 'passed', durationMs: 20, commit: undefined, isDirty: false },
    );
    const warning = {
      category: 'DeprecationWarning',
      message: 'old',
      path: 'shop/orders.py',
      line: 2,
      testId: undefined,
      count: 3,
    };
    const coverage = {
      percent: 62.5,
      files: [
        { path: 'shop/full.py', statements: 3, covered: 3, missing: [] },
        { path: 'shop/orders.py', statements: 6, covered: 3, missing: [4, 6, 7] },
      ],
    };
    run.set(
      runOf([{ ...failed, requests: [request] }], {
        warnings: [warning],
        coverage,
        python: '/venv/bin/python',
        profile: 'unit',
      }),
    );
    pane.show({ kind: 'test', id: failed.id });
    say({ message: 'of nobody' });
    say({ message: 'order refused\nsecond line', level: 'warn', test: failed.id });
    app.key('4');
    await app.waitFor(/\+5 +POST +http:..127.0.0.1:8000.orders +422 +7/);
    await app.waitFor('order refused');
    say({ message: 'and once more', test: failed.id });
    await app.waitFor('Server lines 2');
    expect(app.text()).not.toContain('of nobody');
    app.key('5');
    await app.waitFor(/✗ +failed .*0\.30s +feed1234 \+ changes/);
    await app.waitFor('History 2 · 1 bad');
    app.key('6');
    await app.waitFor('/venv/bin/python');
    await app.waitFor(/profile +unit[^]*Slowest[^]*Warnings 3/);
    expect(pane.focusWarnings()).toBe(true);
    app.key('Enter');
    await app.waitFor(() => edited.length === 1);
    expect(edited[0]).toMatchObject({ path: expect.stringMatching(/\/shop\/orders\.py$/) as string, line: 2 });
    app.key('7');
    await app.waitFor('Coverage 62.5% · 2 files · 3 lines not run');
    await app.waitFor(/orders\.py +6 +3 +50%[^]*full\.py +3 +0 +100%/);
    await app.waitFor(/4▌ +result = decimal/);
    await app.waitFor(/5 +for price[^]*6▌ [^]*7▌ /);
    expect(pane.sourcePlace()).toMatchObject({ path: 'shop/orders.py', line: 4 });
    app.key('n');
    await app.waitFor(() => pane.sourcePlace()?.line === 6);
    expect(pane.copyText()).toBe('shop/full.py 100%\nshop/orders.py 50% 4, 6-7');
  });
});

const aRun: RecordedRun = {
  id: 'r0',
  startedAt: 0,
  durationMs: 1,
  commit: undefined,
  branch: undefined,
  isDirty: false,
  profile: undefined,
  counts: idleState.counts,
  end: 'finished',
  exitCode: 1,
  importedFrom: undefined,
};

function knownTest(id: string, more: Partial<KnownTest>): KnownTest {
  const [file = '', name = ''] = id.split('::');
  const never = {
    line: 1,
    outcome: undefined,
    isEarlier: false,
    startedAt: undefined,
    durationMs: undefined,
    message: undefined,
  };
  const marks = { worker: undefined, outcomes: [], isFlaky: false, usualMs: undefined, isNew: false, isPinned: false };
  return { id, file, name, classes: [], markers: [], ...never, ...marks, ...more };
}
