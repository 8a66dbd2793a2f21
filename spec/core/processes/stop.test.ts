import { describe, expect, it } from 'vitest';
import type { ProcessOptions } from '../../../plugin-api/index.js';
import { readProcessTable } from '../../../core/processes/process-table.js';
import { isOnPath } from '../../../core/processes/run-tool.js';
import { living, pidsOf, runner, treeScript, written } from './runner.js';
import { until } from './until.js';

const hasSetsid = isOnPath('setsid');

function tree(levels: number, env: Record<string, string> = {}): ProcessOptions {
  return { title: 'tree', command: 'sh', args: [treeScript, String(levels)], env };
}

function shell(code: string): ProcessOptions {
  return { title: 'shell', command: 'sh', args: ['-c', code, treeScript] };
}

describe('stop', () => {
  it('asks politely first', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('trap "echo bye; exit 3" TERM; echo ready; while :; do sleep 0.05; done'));
    await until(() => written(child).includes('ready'), 'ready');
    expect(await child.stop()).toEqual({ kind: 'exited', code: 3 });
    expect(written(child)).toEqual(['ready', 'bye']);
  });

  it('uses force after the grace', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ ...tree(1, { IGNORE: '1' }), forceKillAfterMs: 300 });
    await pidsOf(child, 1);
    const start = performance.now();
    expect(await child.stop()).toEqual({ kind: 'signalled', signal: 'SIGKILL', forced: true });
    expect(performance.now() - start).toBeGreaterThan(290);
  });

  it('gives the same answer to everybody and every time', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    const [first, second] = await Promise.all([child.stop(), child.stop()]);
    expect(first).toEqual({ kind: 'signalled', signal: 'SIGTERM', forced: false });
    expect([second, await child.stop(), await child.exit]).toEqual([first, first, first]);
  });

  it('changes nothing after the end', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('exit 5'));
    await child.exit;
    expect(await child.stop()).toEqual({ kind: 'exited', code: 5 });
  });

  it('stops a tree of three levels that ignores SIGTERM', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ ...tree(3, { IGNORE: '1', WIDTH: '3' }), forceKillAfterMs: 200 });
    const pids = await pidsOf(child, 13);
    await child.stop();
    expect(await living(pids)).toEqual([]);
  });

  it('stops what forks all the time', async () => {
    await using test = await runner();
    const forks = 'trap "" TERM; while :; do (trap "" TERM; sleep 0.5; sleep 0.5) & sleep 0.02; done';
    const child = test.processes.spawn({ ...shell(`echo $$; ${forks}`), forceKillAfterMs: 200 });
    await pidsOf(child, 1);
    await child.stop();
    expect(test.reported).toEqual([]);
    const left = (await readProcessTable()).filter((entry) => entry.group === child.pid);
    expect(left).toEqual([]);
  });

  it.runIf(hasSetsid)('finds descendants with sessions of their own, politely and by force', async () => {
    await using test = await runner();
    const polite = test.processes.spawn(tree(3, { VIA: 'setsid' }));
    const deaf = test.processes.spawn({ ...tree(3, { VIA: 'setsid', IGNORE: '1' }), forceKillAfterMs: 200 });
    const pids = [...(await pidsOf(polite, 3)), ...(await pidsOf(deaf, 3))];
    expect(await polite.stop()).toMatchObject({ signal: 'SIGTERM' });
    expect(await deaf.stop()).toMatchObject({ signal: 'SIGKILL', forced: true });
    expect(await living(pids)).toEqual([]);
  });

  it.runIf(hasSetsid && process.platform === 'linux')('finds a daemon whose parent is gone', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('(setsid sh "$0" 2 &); sleep 100'));
    const pids = await pidsOf(child, 2);
    await child.stop();
    expect(await living(pids)).toEqual([]);
  });

  it('wakes a suspended process, so that it can end politely', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    child.signal('SIGSTOP');
    expect(await child.stop()).toEqual({ kind: 'signalled', signal: 'SIGTERM', forced: false });
  });

  it('does not touch its neighbours', async () => {
    await using test = await runner();
    const [a, b] = [test.processes.spawn(tree(2)), test.processes.spawn(tree(2))];
    const pids = [await pidsOf(a, 2), await pidsOf(b, 2)] as const;
    await a.stop();
    expect([await living(pids[0]), await living(pids[1])]).toEqual([[], pids[1]]);
  });
});

describe('owners', () => {
  it('stops what one owner has spawned, and no more', async () => {
    await using test = await runner();
    const [a, b] = [test.processes.forOwner('a').spawn(tree(2)), test.processes.forOwner('b').spawn(tree(2))];
    const pids = [await pidsOf(a, 2), await pidsOf(b, 2)] as const;
    await test.processes.releaseOwner('a');
    expect([await living(pids[0]), await living(pids[1])]).toEqual([[], pids[1]]);
    await test.processes.releaseOwner('nobody');
  });

  it.runIf(hasSetsid && process.platform === 'linux')('stops daemons of processes that have ended', async () => {
    await using test = await runner();
    const child = test.processes.forOwner('a').spawn(shell('(setsid sh "$0" 1 &); sleep 0.2'));
    const other = test.processes.forOwner('b').spawn(shell('(setsid sh "$0" 1 &); sleep 0.2'));
    const pids = [await pidsOf(child, 1), await pidsOf(other, 1)] as const;
    await Promise.all([child.exit, other.exit]);
    expect(await living(pids[0])).toEqual(pids[0]);
    await test.processes.releaseOwner('a');
    expect([await living(pids[0]), await living(pids[1])]).toEqual([[], pids[1]]);
    await test.processes.dispose();
    expect(await living(pids[1])).toEqual([]);
  });
});

describe('dispose', () => {
  it('leaves nothing and starts nothing any more', async () => {
    await using test = await runner();
    const children = [tree(2), tree(3), { ...tree(2, { IGNORE: '1' }), forceKillAfterMs: 200 }].map((options) =>
      test.processes.spawn(options),
    );
    const pids = (await Promise.all([2, 3, 2].map((count, index) => pidsOf(children[index]!, count)))).flat();
    await Promise.all([test.processes.dispose(), test.processes.dispose()]);
    expect(await living(pids)).toEqual([]);
    const late = await test.processes.spawn({ title: 'Late', command: 'true' }).exit;
    expect(late).toMatchObject({
      kind: 'not-started',
      error: { message: 'Late was not started: devmgr is shutting down' },
    });
    expect(test.reported).toEqual([]);
  });
});
