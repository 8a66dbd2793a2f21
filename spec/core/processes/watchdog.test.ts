import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProcessOptions } from '../../../plugin-api/index.js';
import { isOnPath } from '../../../core/processes/run-tool.js';
import { living, treeScript } from './runner.js';
import { standIns, type StandIn } from './stand-in.js';
import { until } from './until.js';

let devmgrs: Awaited<ReturnType<typeof standIns>>;
beforeAll(async () => void (devmgrs = await standIns()));
afterAll(() => devmgrs[Symbol.asyncDispose]());

const isLinux = process.platform === 'linux';
const setsid: Record<string, string> = isOnPath('setsid') ? { VIA: 'setsid' } : {};
const sleeper: ProcessOptions = { title: 'sleep', command: 'sleep', args: ['100'] };

function tree(levels: number, env: Record<string, string> = {}): ProcessOptions {
  return { title: 'tree', command: '/bin/sh', args: [treeScript, String(levels)], env };
}

/** Kills the stand-in as nothing can be prepared for. */
function murder({ child }: StandIn): void {
  child.kill('SIGKILL');
}

async function expectAllGone(pids: readonly number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(0);
  await until(async () => (await living(pids)).length === 0, `the end of ${pids.join(', ')}`);
}

/** Whether it has begun to: SIGTSTP is the last in the script, and the system tells which are ignored where it is Linux. */
async function ignoresSignals(pid: number): Promise<boolean> {
  if (!isLinux) return sleep(200, true);
  const [, ignored = ''] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (BigInt(`0x${ignored}`) & (1n << 19n)) !== 0n;
}

describe('when devmgr is killed', () => {
  it('its children and grandchildren end, also those that ignore SIGTERM or have a session of their own', async () => {
    const spawn = [sleeper, tree(3), tree(3, { IGNORE: '1' }), tree(3, setsid), tree(3, { ...setsid, IGNORE: '1' })];
    const devmgr = devmgrs.start({ spawn, then: 'wait' });
    const pids = [...(await devmgr.pids(13)), await devmgr.watchdog()];
    expect(await living(pids)).toEqual(pids);
    murder(devmgr);
    await expectAllGone(pids);
  });

  it('within the turn of the first spawn, the child ends too', async () => {
    const devmgr = devmgrs.start({ spawn: [sleeper, sleeper], then: 'kill-itself' });
    const pids = await devmgr.pids(2);
    expect(await devmgr.ended).toBe('SIGKILL');
    await expectAllGone(pids);
  });

  it('within the turn of the first spawn, the list alone is enough', async () => {
    // Without grep nothing is found by its environment: the watchdog has only what was written to it.
    const command = process.execPath;
    const spawn = [{ title: 'node', command, args: ['-e', 'setInterval(() => {}, 1e6)'] }];
    const devmgr = devmgrs.start({ spawn, then: 'kill-itself' }, { PATH: '/nonexistent' });
    await expectAllGone(await devmgr.pids(1));
  });

  it.runIf(isLinux && isOnPath('setsid'))('daemons end, also when the process that began them has ended', async () => {
    const daemon = (end: string) => ['-c', `(setsid sh "$0" 2 &); ${end}`, treeScript];
    const spawn = ['sleep 100', 'sleep 0.2'].map((end) => ({ title: 'daemon', command: 'sh', args: daemon(end) }));
    const devmgr = devmgrs.start({ spawn, then: 'wait' });
    const pids = await devmgr.pids(6);
    await until(async () => (await living(pids)).length === 5, 'the end of the short one');
    murder(devmgr);
    await expectAllGone(pids);
  });

  it('a suspended child ends', async () => {
    const devmgr = devmgrs.start({ spawn: [sleeper], then: 'wait' });
    const pids = await devmgr.pids(1);
    process.kill(pids[0]!, 'SIGSTOP');
    murder(devmgr);
    await expectAllGone(pids);
  });

  it.runIf(isLinux)('everything ends on a system without any tool but sh', async () => {
    const command = process.execPath;
    const code = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1e6)";
    const devmgr = devmgrs.start(
      { spawn: [{ title: 'deaf', command, args: ['-e', code] }], then: 'wait' },
      { PATH: '/nonexistent' },
    );
    await until(() => devmgr.lines.length === 2, 'the child is deaf');
    const pids = await devmgr.pids(1);
    murder(devmgr);
    await expectAllGone(pids);
  });
});

describe('the watchdog', () => {
  it('acts when devmgr exits without disposing', async () => {
    const devmgr = devmgrs.start({ spawn: [sleeper, tree(1, { IGNORE: '1' })], then: 'exit' });
    const pids = await devmgr.pids(2);
    expect(await devmgr.ended).toBe(0);
    await expectAllGone(pids);
  });

  it('is gone with everything else after dispose, and does not keep devmgr alive', async () => {
    const devmgr = devmgrs.start({ spawn: [sleeper, tree(3)], then: 'wait' });
    const pids = [...(await devmgr.pids(4)), await devmgr.watchdog()];
    devmgr.child.kill('SIGUSR2');
    expect(await devmgr.ended).toBe(0);
    expect(devmgr.lines.at(-1)).toBe('done');
    expect(await living(pids)).toEqual([]);
  });

  it('ignores the signals of terminals and service managers', async () => {
    const devmgr = devmgrs.start({ spawn: [sleeper], then: 'wait' });
    const pids = await devmgr.pids(1);
    const watchdog = await devmgr.watchdog();
    await until(() => ignoresSignals(watchdog), 'it ignores them');
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGTSTP']) process.kill(watchdog, signal);
    murder(devmgr);
    await expectAllGone([...pids, watchdog]);
  });

  it('is replaced when somebody kills it, and the new one knows the groups', async () => {
    const devmgr = devmgrs.start({ spawn: [sleeper], then: 'wait' });
    const pids = await devmgr.pids(1);
    const first = await devmgr.watchdog();
    process.kill(first, 'SIGKILL');
    await until(() => devmgr.lines.includes('reported Error: The watchdog ended unexpectedly'), 'a report');
    const second = await until(async () => {
      const found = await devmgr.watchdog();
      return found !== first && found;
    }, 'another watchdog');
    murder(devmgr);
    await expectAllGone([...pids, second]);
  });

  it('does not stop what ended long ago or belongs to others', async () => {
    const [a, b] = [1, 2].map(() => devmgrs.start({ spawn: [tree(2)], then: 'wait' })) as [StandIn, StandIn];
    const pids = [await a.pids(2), await b.pids(2)] as const;
    murder(a);
    await expectAllGone(pids[0]);
    expect(await living(pids[1])).toEqual(pids[1]);
    murder(b);
    await expectAllGone(pids[1]);
  });
});

describe('without ps', () => {
  it.runIf(isLinux)('force works all the same', async () => {
    const command = process.execPath;
    const child =
      "require('child_process').spawn(process.execPath, ['-e', code(0)], { stdio: 'inherit', detached: true })";
    const body = `process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1e6);`;
    const code = `const code = (more) => ${JSON.stringify(body)}; eval(code(1)); ${child}`;
    const options = { title: 'deaf', command, args: ['-e', code], forceKillAfterMs: 300 };
    const devmgr = devmgrs.start({ spawn: [options], then: 'stop' }, { PATH: '/nonexistent' });
    const pids = await devmgr.pids(2);
    expect(await devmgr.ended).toBe(0);
    expect(devmgr.lines.at(-1)).toBe('done');
    expect(await living(pids)).toEqual([]);
  });
});
