import { expect, it } from 'vitest';
import { FamilyTable } from '../../../core/processes/family-table.js';
import type { ProcessEntry } from '../../../core/processes/process-table.js';

const entry = (pid: number, parent: number): ProcessEntry => ({
  pid,
  parent,
  group: parent === 1 ? pid : parent,
  session: 1,
  startTime: String(pid),
  cpuMs: 0,
  rssBytes: 0,
});

/** A machine with processes that come and go, which notes whose files were read. */
function machine(...pids: readonly [number, number][]) {
  const living = new Map(pids.map(([pid, parent]) => [pid, entry(pid, parent)]));
  const reads: number[][] = [];
  let now = 0;
  const read = async (without: ReadonlySet<number>) => {
    const table = [...living.values()].filter(({ pid }) => !without.has(pid));
    reads.push(table.map(({ pid }) => pid));
    return Promise.resolve(table);
  };
  return {
    table: new FamilyTable(read, () => now),
    reads,
    start: (pid: number, parent: number) => living.set(pid, entry(pid, parent)),
    end: (pid: number) => living.delete(pid),
    wait: (ms: number) => (now += ms),
  };
}

const pidsOf = async (members: Promise<readonly ProcessEntry[]>) => (await members).map(({ pid }) => pid);

it('reads strangers once', async () => {
  const { table, reads } = machine([2, 1], [3, 1], [10, 1], [11, 10]);
  expect(await pidsOf(table.membersOf(10))).toEqual([10, 11]);
  expect(await pidsOf(table.membersOf(10))).toEqual([10, 11]);
  expect(reads).toEqual([
    [2, 3, 10, 11],
    [10, 11],
  ]);
});

it('sees at once what the root starts, and what that starts', async () => {
  const { table, start, end } = machine([2, 1], [10, 1]);
  expect(await pidsOf(table.membersOf(10))).toEqual([10]);
  start(12, 10);
  start(13, 12);
  expect(await pidsOf(table.membersOf(10))).toEqual([10, 12, 13]);
  end(13);
  expect(await pidsOf(table.membersOf(10))).toEqual([10, 12]);
});

it('reads once for all who ask at the same time', async () => {
  const { table, reads } = machine([2, 1], [10, 1], [20, 1]);
  const ask = () => Promise.all([pidsOf(table.membersOf(10)), pidsOf(table.membersOf(20))]);
  await ask();
  reads.length = 0;
  expect(await ask()).toEqual([[10], [20]]);
  expect(reads).toEqual([[10, 20]]);
});

it('knows a root that was a stranger before', async () => {
  const { table } = machine([10, 1], [20, 1], [21, 20]);
  expect(await pidsOf(table.membersOf(10))).toEqual([10]);
  expect(await pidsOf(table.membersOf(20))).toEqual([20, 21]);
  table.forget(20);
  expect(await pidsOf(table.membersOf(10))).toEqual([10]);
  expect(await pidsOf(table.membersOf(20))).toEqual([20, 21]);
});

it('finds a pid that was used again after a while', async () => {
  const { table, start, wait } = machine([2, 1], [10, 1]);
  await table.membersOf(10);
  start(2, 10);
  expect(await pidsOf(table.membersOf(10))).toEqual([10]);
  wait(31_000);
  expect(await pidsOf(table.membersOf(10))).toEqual([2, 10]);
});
