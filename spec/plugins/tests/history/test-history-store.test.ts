import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Logger } from 'devmgr/plugin-api';
import type { TestOutcome, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { TestHistoryStore } from '../../../../plugins/tests/history/test-history-store.js';
import { reduceEvents } from '../../../../plugins/tests/results/reduce-events.js';
import { newRun } from '../../../../plugins/tests/results/run-model.js';

let folder: string;
let warnings: string[];
const log: Logger = { debug() {}, info() {}, warn: (message) => void warnings.push(message), error() {} };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-history-'));
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => new TestHistoryStore(join(folder, 'deep', 'history.sqlite'), log);

function run(id: string, results: Readonly<Record<string, TestOutcome>>): TestRunState {
  const tests = Object.keys(results).map((test) => ({ id: test, file: 'f', line: 1, markers: [] }));
  const { state } = reduceEvents(newRun(id, 0), [{ at: 0, event: { event: 'collected', tests } }], '/');
  const cases = new Map(
    [...state.cases].map(([test, known]) => [test, { ...known, outcome: results[test] ?? 'queued', durationMs: 12.5 }]),
  );
  return { ...state, cases };
}

it('is known again after a restart: twenty results of each test, oldest first', async () => {
  const first = open();
  for (let n = 1; n <= 24; n += 1)
    await first.record(run(`r${n}`, { 'a::b c': n % 2 ? 'passed' : 'failed', odd: n === 1 ? 'error' : 'queued' }), n);
  const live = first.tests.get().get('a::b c')?.outcomes;
  await first.dispose();
  const second = open();
  expect(second.isRead).toBe(false);
  await second.ready;
  expect(second.isRead).toBe(true);
  expect(second.tests.get().get('a::b c')).toEqual({
    id: 'a::b c',
    outcomes: Array.from({ length: 20 }, (_, n) => (n % 2 ? 'failed' : 'passed')),
    durationMs: 12.5,
  });
  expect(live).toEqual(second.tests.get().get('a::b c')?.outcomes);
  expect(second.failed()).toEqual(['a::b c', 'odd']);
  expect(second.durationOf('odd')).toBe(12.5);
  await second.dispose();
  expect(warnings).toEqual([]);
});

it('is shared by two devmgr that write at once', async () => {
  const stores = [open(), open()];
  await Promise.all(
    stores.flatMap((store, which) =>
      Array.from({ length: 4 }, (_, n) =>
        store.record(run(`${which}-${n}`, { t: 'passed', [`only${which}`]: 'failed' }), 100 + n),
      ),
    ),
  );
  await Promise.all(stores.map((store) => store.dispose()));
  const both = open();
  await both.ready;
  expect(both.tests.get().get('t')?.outcomes).toHaveLength(8);
  expect([...both.failed()].sort()).toEqual(['only0', 'only1']);
  await both.dispose();
  expect(warnings).toEqual([]);
});

it('takes over what another devmgr has recorded, once', async () => {
  const [open1, other] = [open(), open()];
  await open1.record(run('r1', { mine: 'passed' }), 1);
  expect(await open1.readOthers()).toBe(false);
  await other.record(run('r2', { mine: 'failed', theirs: 'failed' }), 2);
  expect(await open1.readOthers()).toBe(true);
  expect(open1.tests.get().get('mine')?.outcomes).toEqual(['passed', 'failed']);
  expect(open1.failed()).toEqual(['mine', 'theirs']);
  expect(await open1.readOthers()).toBe(false);
  // What others have recorded before its own run is not lost by that.
  await other.record(run('r3', { theirs: 'passed' }), 3);
  await open1.record(run('r4', { mine: 'passed' }), 4);
  expect(await open1.readOthers()).toBe(true);
  expect(open1.tests.get().get('theirs')?.outcomes).toEqual(['failed', 'passed']);
  await Promise.all([open1.dispose(), other.dispose()]);
  expect(warnings).toEqual([]);
});

it('records a result of thirty thousand tests, whatever is in their names', async () => {
  const store = open();
  const names = Object.fromEntries(
    Array.from({ length: 30_000 }, (_, n) => [`t.py::t[${n} '"\n\u00fc]`, 'passed' as const]),
  );
  await store.record(run('big', names), 1);
  await store.dispose();
  const again = open();
  await again.ready;
  expect(again.tests.get().size).toBe(30_000);
  await again.dispose();
});

it('begins anew when the file is none or is damaged, and keeps the old one', async () => {
  const path = join(folder, 'history.sqlite');
  const damaged = 'this is no database, and long enough to be looked at as one. '.repeat(20);
  await writeFile(path, damaged);
  const store = new TestHistoryStore(path, log);
  await store.record(run('1', { a: 'failed' }), 1);
  expect(store.failed()).toEqual(['a']);
  await store.dispose();
  expect(warnings).toEqual([expect.stringContaining('was damaged')]);
  expect(await readFile(`${path}.damaged`, 'utf8')).toBe(damaged);
  const again = new TestHistoryStore(path, log);
  await again.ready;
  expect(again.failed()).toEqual(['a']);
  await again.dispose();
});

it('begins anew when a page inside is damaged', async () => {
  const path = join(folder, 'history.sqlite');
  const first = new TestHistoryStore(path, log);
  await first.record(run('1', { a: 'failed' }), 1);
  await first.dispose();
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0x78, 4096));
  const second = new TestHistoryStore(path, log);
  await second.record(run('2', { b: 'failed' }), 2);
  await second.dispose();
  const third = new TestHistoryStore(path, log);
  await third.ready;
  expect(third.failed()).toEqual(['b']);
  await third.dispose();
});

it('only warns when the file cannot be opened, and knows this session', async () => {
  const path = join(folder, 'history.sqlite');
  await mkdir(path);
  const store = new TestHistoryStore(path, log);
  await store.record(run('1', { a: 'failed' }), 1);
  expect(store.failed()).toEqual(['a']);
  await store.dispose();
  expect(warnings).toEqual([expect.stringContaining('could not be opened')]);
});
