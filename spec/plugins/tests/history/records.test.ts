import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Logger } from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { emptyCase } from '../../../../plugins/tests/results/empty-case.js';
import type { GitFacts } from '../../../../plugins/tests/history/git-facts.js';
import { HistoryDatabase } from '../../../../plugins/tests/history/history-database.js';
import { TestHistoryStore } from '../../../../plugins/tests/history/test-history-store.js';
import { reportOfRecord } from '../../../../plugins/tests/report/report-run.js';
import { idleState } from '../../../../plugins/tests/results/run-model.js';

let folder: string;
let path: string;
let warnings: string[];
const log: Logger = { debug() {}, info() {}, warn: (message) => void warnings.push(message), error() {} };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-records-'));
  path = join(folder, 'history.sqlite');
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => new TestHistoryStore(path, log, (text) => text.replaceAll('hunter2', '***'));
const on = (commit: string, isDirty = false): GitFacts => ({ commit: commit.repeat(40), branch: 'main', isDirty });
const changed = (treeState: number): GitFacts => ({ ...on('a', true), treeState });

type Result = Partial<TestCase> & Pick<TestCase, 'outcome'>;

function run(id: string, results: Readonly<Record<string, Result>>, change: Partial<TestRunState> = {}): TestRunState {
  const cases = new Map(Object.entries(results).map(([test, result]) => [test, { ...emptyCase(test), ...result }]));
  const failed = Object.values(results).filter(({ outcome }) => outcome === 'failed').length;
  const counts = { ...idleState.counts, passed: cases.size - failed, failed };
  const end = { kind: 'finished', exitCode: failed > 0 ? 1 : 0 } as const;
  return { ...idleState, runId: id, startedAt: 1_000, counts, cases, end, ...change };
}

const passed: Result = { outcome: 'passed', durationMs: 10 };
const failed: Result = { outcome: 'failed', durationMs: 10 };

it('a test that the person stopped has not failed: it is not flaky, not run again as failed, and its time says nothing', async () => {
  const store = open();
  const stopped: Result = {
    ...failed,
    durationMs: 60_000,
    message: 'stopped by the person after 60.0 s',
    traceback: 'deep',
  };
  await store.record(run('one', { t: passed }), 2_000, on('a'));
  await store.record(run('two', { t: stopped }), 3_000, on('a'));
  expect(store.tests.get().get('t')).toEqual({ id: 't', outcomes: ['passed', 'stopped'], durationMs: 10 });
  expect([store.failed(), store.stopped()]).toEqual([[], ['t']]);
  const message = 'pytest died while this test ran: killed';
  await store.record(run('died', { u: passed }), 3_100, on('a'));
  await store.record(run('again', { u: { outcome: 'error', durationMs: 1, message } }), 3_200, on('a'));
  expect([store.failed(), store.durationOf('u')]).toEqual([['u'], 10]);
  // Where it hung is kept, and a report says what pytest said.
  expect((await store.failureOf('t'))?.test.traceback).toBe('deep');
  const two = (await store.runs(9)).find(({ id }) => id === 'two');
  const report = two && reportOfRecord(two, await store.resultsIn('two'), '/');
  expect(report?.tests).toMatchObject([{ outcome: 'failed', message: 'stopped by the person after 60.0 s' }]);
  await store.dispose();
});

it('keeps runs with their commit, newest first, and the results of each test', async () => {
  const first = open();
  await first.record(run('one', { t: passed }), 2_000, on('a'));
  await first.record(run('two', { t: failed }, { profile: 'unit' }), 3_000, Promise.resolve(on('b', true)));
  await first.dispose();
  const again = open();
  expect(await again.runs(10)).toMatchObject([
    {
      id: 'two',
      startedAt: 1_000,
      durationMs: 2_000,
      commit: 'b'.repeat(40),
      isDirty: true,
      profile: 'unit',
      exitCode: 1,
    },
    { id: 'one', branch: 'main', isDirty: false, counts: { passed: 1 }, end: 'finished', exitCode: 0 },
  ]);
  expect(await again.runs(1)).toHaveLength(1);
  expect(await again.resultsOf('t', 10)).toEqual([
    { run: 'two', at: 3_000, outcome: 'failed', durationMs: 10, commit: 'b'.repeat(40), isDirty: true, reruns: 0 },
    { run: 'one', at: 2_000, outcome: 'passed', durationMs: 10, commit: 'a'.repeat(40), isDirty: false, reruns: 0 },
  ]);
  expect(await again.resultsOf('nobody', 10)).toEqual([]);
  await again.dispose();
  expect(warnings).toEqual([]);
});

it.each([
  ['both outcomes on one commit', [passed, failed], [on('a'), on('a')], true],
  ['on two commits', [passed, failed], [on('a'), on('b')], undefined],
  ['with changes beside it', [passed, failed], [on('a', true), on('a')], undefined],
  ['with changes that are not known', [passed, failed], [on('a', true), on('a', true)], undefined],
  ['with the same changes', [passed, failed], [changed(2 ** 48), changed(2 ** 48)], true],
  ['with other changes', [passed, failed], [changed(2 ** 48), changed(2 ** 48 + 1)], undefined],
  ['without a repository', [passed, failed], [undefined, undefined], undefined],
  ['skipped and failed', [{ outcome: 'skipped' }, failed], [on('a'), on('a')], undefined],
  ['failed and passed in one run', [{ ...passed, reruns: 1 }], [undefined], true],
] as const)('flaky: %s', async (_what, results, commits, isFlaky) => {
  const store = open();
  for (const [n, result] of results.entries()) await store.record(run(`r${n}`, { t: result }), 2_000 + n, commits[n]);
  expect(store.tests.get().get('t')?.isFlaky).toBe(isFlaky);
  await store.dispose();
  const again = open();
  await again.ready;
  expect(again.tests.get().get('t')?.isFlaky).toBe(isFlaky);
  await again.dispose();
});

it.each([
  ['much slower', [200, 210, 190, 900], 200],
  ['a little slower', [200, 210, 190, 350], undefined],
  ['twice as slow, but quick', [20, 21, 19, 90], undefined],
  ['too few to know', [200, 210, 900], undefined],
  ['always scattered', [100, 700, 300, 900, 1000], undefined],
] as const)('slower: %s', async (_what, durations, usual) => {
  const store = open();
  for (const [n, durationMs] of durations.entries())
    await store.record(run(`r${n}`, { t: { outcome: 'passed', durationMs } }), 2_000 + n);
  expect(store.tests.get().get('t')?.usualMs).toBe(usual);
  await store.dispose();
});

it('keeps what a test said while it fails: cut, without secrets, for the owner only', async () => {
  const store = open();
  const bad: Result = {
    ...failed,
    message: 'token hunter2',
    traceback: `begin ${'x'.repeat(200_000)} end hunter2`,
    sections: [{ title: 'Captured stdout call', text: 'y'.repeat(100_000) }],
    frames: [{ path: 'a.py', line: 3, function: 'f', locals: [['password', 'hunter2']] }],
    comparison: { operator: '==', left: 'hunter2', right: 'b' },
  };
  await store.record(run('one', { t: bad, u: passed }), 2_000, on('a'));
  const failure = await store.failureOf('t');
  expect(failure).toMatchObject({
    run: { id: 'one', commit: 'a'.repeat(40) },
    test: { id: 't', message: 'token ***' },
  });
  expect(failure?.test.traceback).toMatch(/^begin x+\n… 1\d+ characters left out …\nx+ end \*\*\*$/);
  expect(JSON.stringify(failure).length).toBeLessThan(100_000);
  expect(JSON.stringify(failure)).not.toContain('hunter2');
  expect(failure?.test.frames[0]).toEqual({ path: 'a.py', line: 3, function: 'f', locals: [['password', '***']] });
  expect(await store.failureOf('u')).toBeUndefined();
  await store.record(run('two', { u: passed }), 3_000);
  expect(await store.failureOf('t')).toBeDefined();
  await store.record(run('three', { t: passed }), 4_000);
  expect(await store.failureOf('t')).toBeUndefined();
  await store.dispose();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'latin1')).not.toContain('hunter2');
});

it('the last green run is a whole one without a failure', async () => {
  const store = open();
  expect(await store.lastGreen()).toBeUndefined();
  const whole = { isWhole: true };
  await store.record(run('green', { t: passed }, whole), 2_000);
  await store.record(run('part', { t: passed }), 3_000);
  await store.record(run('red', { t: failed }, whole), 4_000);
  await store.record(run('stopped', { t: passed }, { ...whole, end: { kind: 'cancelled' } }), 5_000);
  expect((await store.lastGreen())?.id).toBe('green');
  await store.dispose();
});

it('takes over what the first version wrote', async () => {
  const old = new sqlite.Database(path);
  await new Promise<void>((resolve, reject) =>
    old.exec(
      `CREATE TABLE result (test TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL, duration_ms REAL, run TEXT NOT NULL,
         PRIMARY KEY (test, at, run)) WITHOUT ROWID;
       INSERT INTO result VALUES ('a b', 1, 'passed', 5, 'r1'), ('a b', 2, 'failed', NULL, 'r2'), ('c', 2, 'passed', 7, 'r2');
       PRAGMA user_version = 1`,
      (error) => (error ? reject(error) : resolve()),
    ),
  );
  await new Promise((resolve) => old.close(resolve));
  // Two at once, as two devmgr may be started after an update.
  const stores = [open(), open()];
  await Promise.all(stores.map((store) => store.ready));
  for (const store of stores) {
    expect(store.tests.get().get('a b')).toEqual({ id: 'a b', outcomes: ['passed', 'failed'], durationMs: 5 });
    expect(store.failed()).toEqual(['a b']);
  }
  expect(await stores[0]?.runs(10)).toEqual([]);
  await stores[0]?.record(run('new', { c: failed }), 3_000);
  expect(await stores[1]?.runs(10)).toHaveLength(1);
  await Promise.all(stores.map((store) => store.dispose()));
  expect(warnings).toEqual([]);
});

it('leaves a file of a newer devmgr alone, and knows this session with all there is to know', async () => {
  const newer = new sqlite.Database(path);
  await new Promise((resolve) => newer.exec('PRAGMA user_version = 99; CREATE TABLE x (y)', resolve));
  await new Promise((resolve) => newer.close(resolve));
  const before = await readFile(path);
  const store = open();
  await store.record(run('one', { t: passed }), 2_000, on('a'));
  await store.record(run('two', { t: failed }), 3_000, on('a'));
  expect(store.tests.get().get('t')).toMatchObject({ outcomes: ['passed', 'failed'], isFlaky: true });
  expect(await store.runs(10)).toHaveLength(2);
  await store.dispose();
  expect(warnings).toEqual([expect.stringContaining('made by a newer devmgr')]);
  const after = await readFile(path);
  // The mark of the log that SQLite keeps beside it is all that may differ.
  expect(after.subarray(100)).toEqual(before.subarray(100));
});

it('keeps within its limits', async () => {
  const limits = { results: 3, runs: 2, failureChars: 2_500, bytes: 200_000 };
  const database = await HistoryDatabase.open(path, limits);
  const record = (n: number, ids: readonly string[], document = '') => ({
    run: {
      ...{
        id: `r${n}`,
        startedAt: n,
        durationMs: 0,
        commit: undefined,
        branch: undefined,
        isDirty: false,
        profile: undefined,
      },
      ...{ counts: idleState.counts, end: 'finished', exitCode: 0, importedFrom: undefined },
    },
    isGreen: n === 0,
    results: ids.map((id) => ({ id, outcome: 'failed', durationMs: 1, reruns: 0 })),
    failures: new Map(document === '' ? [] : ids.map((id) => [id, document])),
  });
  for (let n = 0; n < 6; n += 1) await database.record(record(n, ['t']));
  expect((await database.resultsOf('t', 10)).map(({ run: id }) => id)).toEqual(['r5', 'r4', 'r3']);
  // The green one stays, as do those with results.
  expect((await database.runs(10)).map(({ id }) => id)).toEqual(['r5', 'r4', 'r3', 'r0']);
  await database.record(record(6, ['a', 'b'], 'x'.repeat(1_000)));
  await database.record(record(7, ['c', 'd'], 'x'.repeat(1_000)));
  const kept = await Promise.all(['a', 'b', 'c', 'd'].map(async (id) => (await database.failureOf(id)) !== undefined));
  expect(kept).toEqual([false, false, true, true]);
  for (let n = 10; n < 40; n += 1) {
    await database.record(
      record(
        n,
        Array.from({ length: 300 }, (_, test) => `made/up/${n}::test_${test}[${'z'.repeat(40)}]`),
      ),
    );
  }
  expect((await stat(path)).size).toBeLessThan(400_000);
  expect(await database.resultsOf('t', 10)).toEqual([]);
  expect(await database.resultsOf(`made/up/39::test_7[${'z'.repeat(40)}]`, 10)).toHaveLength(1);
  await database.close();
});

it('warns and goes on when the disk is full', async () => {
  const store = open();
  expect(store.isEmpty).toBe(true);
  await store.record(run('one', { t: passed }), 2_000);
  expect([store.isEmpty, await store.problem()]).toEqual([false, undefined]);
  await store.dispose();
  const small = new sqlite.Database(path);
  // What a full disk is for SQLite.
  await new Promise((resolve) =>
    small.exec(
      `CREATE TRIGGER full BEFORE INSERT ON run BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
      resolve,
    ),
  );
  await new Promise((resolve) => small.close(resolve));
  const again = open();
  await again.record(run('two', { t: failed }), 3_000);
  expect(again.failed()).toEqual(['t']);
  expect(await again.runs(10)).toHaveLength(1);
  expect(await again.problem()).toContain('disk is full');
  await again.dispose();
  expect(warnings).toEqual([expect.stringContaining('disk is full')]);
});

it('a file that is no database and cannot be put aside leaves this session', async () => {
  await writeFile(path, 'x'.repeat(5_000));
  await writeFile(join(folder, 'not-a-folder'), '');
  const store = new TestHistoryStore(join(folder, 'not-a-folder', 'history.sqlite'), log);
  await store.record(run('one', { t: failed }), 2_000);
  expect(store.failed()).toEqual(['t']);
  expect(await store.runs(5)).toHaveLength(1);
  await store.dispose();
  expect(warnings).toHaveLength(1);
});
