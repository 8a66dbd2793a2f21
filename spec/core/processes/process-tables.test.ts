import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcessEntry } from '../../../core/processes/process-table.js';
import { membersOf } from '../../../core/processes/process-tree.js';
import { parseStat } from '../../../core/processes/procfs.js';
import { parsePs, readPsEntry, readPsTable } from '../../../core/processes/ps-table.js';
import { isOnPath } from '../../../core/processes/run-tool.js';

const system = { bootId: 'boot', pageBytes: 4096 };

function entry(pid: number, parent: number, group = pid, session = group): ProcessEntry {
  return { pid, parent, group, session, startTime: String(pid), cpuMs: 0, rssBytes: 0 };
}

describe('parseStat', () => {
  const rest = 'S 10 42 40 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 1 0 987654 10000000 25 18446744073709551615';

  it('reads the fields', () => {
    expect(parseStat(42, `42 (uvicorn) ${rest}`, system)).toEqual({
      pid: 42,
      parent: 10,
      group: 42,
      session: 40,
      startTime: 'boot/987654',
      cpuMs: 3000,
      rssBytes: 25 * 4096,
    });
  });

  it('is not confused by any name', () => {
    const plain = parseStat(42, `42 (x) ${rest}`, system);
    fc.assert(
      fc.property(fc.string({ maxLength: 15 }), (name) => {
        expect(parseStat(42, `42 (${name}) ${rest}`, system)).toEqual(plain);
      }),
    );
  });

  it('leaves zombies out', () => {
    expect(parseStat(42, `42 (x) ${rest.replace('S', 'Z')}`, system)).toBeUndefined();
  });
});

describe('ps', () => {
  it('reads what Linux and macOS print, without zombies', () => {
    const output = [
      '    1     0     1 Ss     9876     0:01.50 Sat Nov 22 16:17:00 2025    ',
      '  812     1   812 S+     1024  1-02:03:04 Sun Nov 23 06:07:08 2025',
      '  813   812   812 Z         0    00:00:00 Sun Nov 23 06:07:08 2025',
      'not a line',
    ].join('\n');
    expect(parsePs(output)).toEqual([
      {
        pid: 1,
        parent: 0,
        group: 1,
        session: 0,
        startTime: 'Sat Nov 22 16:17:00 2025',
        cpuMs: 1500,
        rssBytes: 10113024,
      },
      {
        pid: 812,
        parent: 1,
        group: 812,
        session: 0,
        startTime: 'Sun Nov 23 06:07:08 2025',
        cpuMs: 93_784_000,
        rssBytes: 1048576,
      },
    ]);
  });

  it.runIf(isOnPath('ps'))('finds this process with the real ps, each time with the same start time', async () => {
    const [table, alone] = await Promise.all([readPsTable(), readPsEntry(process.pid)]);
    const listed = table.find((each) => each.pid === process.pid);
    expect(listed?.parent).toBe(process.ppid);
    expect(listed?.rssBytes).toBeGreaterThan(10_000_000);
    expect(alone?.startTime).toBe(listed?.startTime);
  });
});

describe('membersOf', () => {
  it('follows parents, groups, sessions and marks, but not to strangers', () => {
    const table = [
      entry(100, 1),
      entry(101, 100, 100, 100),
      entry(102, 101, 102, 102),
      entry(103, 1, 100, 100),
      entry(104, 1, 104, 100),
      entry(105, 1, 102, 102),
      entry(200, 1),
      entry(201, 200, 200, 200),
      entry(300, 1),
      entry(301, 300),
    ];
    const pids = (found: readonly ProcessEntry[]) => found.map((each) => each.pid).sort();
    expect(pids(membersOf(table, 100))).toEqual([100, 101, 102, 103, 104, 105]);
    expect(pids(membersOf([...table].reverse(), 100))).toEqual([100, 101, 102, 103, 104, 105]);
    expect(pids(membersOf(table, 100, new Set([300])))).toEqual([100, 101, 102, 103, 104, 105, 300, 301]);
    expect(pids(membersOf(table, undefined, new Set([200])))).toEqual([200, 201]);
    expect(membersOf(table, 999)).toEqual([]);
  });

  it('never holds devmgr itself', () => {
    expect(membersOf([entry(100, 1), entry(process.pid, 100)], 100)).toEqual([entry(100, 1)]);
  });
});
