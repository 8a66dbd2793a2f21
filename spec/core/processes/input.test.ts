import { describe, expect, it } from 'vitest';
import type { ManagedProcess, ProcessOptions } from '../../../plugin-api/index.js';
import { runner, written } from './runner.js';
import { until } from './until.js';

const cat: ProcessOptions = { title: 'cat', command: 'cat', keepInput: true };

function shell(code: string): ProcessOptions {
  return { title: 'shell', command: 'sh', args: ['-c', code], keepInput: true };
}

function saw(child: ManagedProcess, ...lines: string[]): Promise<true> {
  return until(() => written(child).join('\n') === lines.join('\n'), lines.join(', '));
}

describe('a process that is talked to', () => {
  it('reads what is written, answers, and ends when its input ends', async () => {
    await using test = await runner();
    const child = test.processes.spawn(cat);
    expect(child.write('one\n')).toBe(true);
    await saw(child, 'one');
    expect(child.write('zwei Wörter 🐍\n')).toBe(true);
    await saw(child, 'one', 'zwei Wörter 🐍');
    child.write('last');
    child.endInput();
    expect(child.write('too late\n')).toBe(false);
    child.endInput();
    expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
    expect(written(child)).toEqual(['one', 'zwei Wörter 🐍', 'last']);
    expect(test.reported).toEqual([]);
  });

  it('gets a text whole that is far larger than a pipe', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ ...cat, command: 'wc', args: ['-c'] });
    expect(child.write('ü'.repeat(3_000_000))).toBe(true);
    child.endInput();
    await child.exit;
    expect(Number(written(child).join())).toBe(6_000_000);
  });

  it('ends alone: no other process holds its pipe', async () => {
    await using test = await runner();
    const [first, second] = [test.processes.spawn(cat), test.processes.spawn(cat)];
    first.endInput();
    expect(await first.exit).toEqual({ kind: 'exited', code: 0 });
    second.write('still here\n');
    await saw(second, 'still here');
  });

  it('is stopped like every other one, with the input open', async () => {
    await using test = await runner();
    const child = test.processes.spawn(cat);
    expect(await child.stop()).toEqual({ kind: 'signalled', signal: 'SIGTERM', forced: false });
    expect(child.write('x')).toBe(false);
    child.endInput();
    expect(test.reported).toEqual([]);
  });

  it('may close its input: the next texts are refused, nothing is reported and it runs on', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('exec 0<&-; echo closed; sleep 100'));
    await saw(child, 'closed');
    await until(() => !child.write('nobody reads this\n'), 'a refused text');
    expect(child.signal('SIGTERM')).toBe(true);
    expect(await child.exit).toMatchObject({ kind: 'signalled' });
    expect(test.reported).toEqual([]);
  });

  it('may die while texts wait', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('read line; kill -KILL $$'));
    for (let i = 0; i < 20; i++) child.write(`${'x'.repeat(100_000)}\n`);
    expect(await child.exit).toMatchObject({ kind: 'signalled', signal: 'SIGKILL' });
    expect(child.write('x')).toBe(false);
    expect(test.reported).toEqual([]);
  });

  it('holds no more than 32 MB for one that does not read', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ ...cat, command: 'sleep', args: ['100'] });
    const text = 'x'.repeat(1024 * 1024);
    let taken = 0;
    while (taken < 100 && child.write(text)) taken++;
    expect(taken).toBeGreaterThanOrEqual(32);
    expect(taken).toBeLessThanOrEqual(34);
    expect(await child.stop()).toMatchObject({ kind: 'signalled', signal: 'SIGTERM' });
  });

  it('takes more again when it has read', async () => {
    await using test = await runner();
    const child = test.processes.spawn(
      shell('trap "cat >/dev/null; echo read; exit" USR2; echo ready; sleep 100 & wait'),
    );
    await saw(child, 'ready');
    const text = 'x'.repeat(1024 * 1024);
    await until(() => !child.write(text), 'a full pipe');
    child.signal('SIGUSR2');
    await until(() => child.write(text), 'room');
    child.endInput();
    await saw(child, 'ready', 'read');
  });
});

describe('without an open input', () => {
  it('writing is refused', async () => {
    await using test = await runner();
    const closed = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    const fed = test.processes.spawn({ title: 'cat', command: 'cat', input: 'all of it' });
    const failed = test.processes.spawn({ ...cat, command: 'no-such-command' });
    expect([closed, fed, failed].map((child) => child.write('more'))).toEqual([false, false, false]);
    for (const child of [closed, fed, failed]) child.endInput();
    await fed.exit;
    expect(written(fed)).toEqual(['all of it']);
  });

  it('a process with both kinds of input does not start', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ ...cat, input: 'text' });
    expect(child.pid).toBeUndefined();
    expect(await child.exit).toMatchObject({
      kind: 'not-started',
      error: { message: 'cat: `input` and `keepInput` exclude each other' },
    });
  });
});
