import { describe, expect, it } from 'vitest';
import { living, pidsOf, runner, treeScript } from './runner.js';
import { until } from './until.js';

const node = process.execPath;

describe('usage', () => {
  it('counts CPU and memory of a process and its descendants', async () => {
    await using test = await runner();
    const busy = `"${node}" -e "const b = Buffer.alloc(80_000_000, 1); console.log(1); for (;;) b[0]++;"`;
    const child = test.processes.spawn({ title: 'busy', command: 'sh', args: ['-c', `${busy} & sleep 100`] });
    const pid = child.pid ?? 0;
    await pidsOf(child, 1);
    expect(await test.processes.usage(pid)).toMatchObject({ cpuPercent: 0 });
    const start = performance.now();
    const usage = await until(async () => {
      if (performance.now() - start < 600) return undefined;
      return test.processes.usage(pid);
    }, 'a second measurement');
    // Of a machine with much else to do it gets a part; the clock is read a moment after the counters.
    expect(usage.cpuPercent).toBeGreaterThan(5);
    expect(usage.cpuPercent).toBeLessThan(150);
    expect(usage.rssBytes).toBeGreaterThan(100_000_000);
    expect(usage.rssBytes).toBeLessThan(400_000_000);
  });

  it('is nothing for a process that is gone', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'true', command: 'true' });
    await child.exit;
    expect(await test.processes.usage(child.pid ?? 0)).toBeUndefined();
  });
});

describe('startTime and stopForeign', () => {
  it('names one process: the same each time, another for another', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    const time = await test.processes.startTime(child.pid ?? 0);
    expect(await test.processes.startTime(child.pid ?? 0)).toBe(time);
    expect(await test.processes.startTime(process.pid)).not.toBe(time);
    await child.stop();
    expect(await test.processes.startTime(child.pid ?? 0)).toBeUndefined();
    expect(await test.processes.startTime(-1)).toBeUndefined();
  });

  it("stops another devmgr's group, but only at the right start time", async () => {
    await using mine = await runner();
    await using other = await runner();
    const child = other.processes.spawn({ title: 'tree', command: 'sh', args: [treeScript, '2'] });
    const pids = await pidsOf(child, 2);
    const pid = child.pid ?? 0;
    const time = (await mine.processes.startTime(pid)) ?? '';
    expect(await mine.processes.stopForeign(pid, `${time}0`)).toBe(false);
    expect(await living(pids)).toEqual(pids);
    expect(await mine.processes.stopForeign(pid, time)).toBe(true);
    expect(await living(pids)).toEqual([]);
    expect(await child.exit).toEqual({ kind: 'signalled', signal: 'SIGTERM', forced: false });
    expect(await mine.processes.stopForeign(pid, time)).toBe(false);
  });
});
