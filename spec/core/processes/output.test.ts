import { describe, expect, it } from 'vitest';
import type { ProcessOptions } from '../../../plugin-api/index.js';
import { living, pidsOf, runner, written } from './runner.js';
import { until } from './until.js';

function script(code: string, more: Partial<ProcessOptions> = {}): ProcessOptions {
  return { title: 'script', command: process.execPath, args: ['-e', code], ...more };
}

function shell(code: string, more: Partial<ProcessOptions> = {}): ProcessOptions {
  return { title: 'shell', command: 'sh', args: ['-c', code], ...more };
}

describe('output', () => {
  it('keeps both streams by lines and hands them on under the source', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('echo out; echo err >&2; printf last', { logSource: 'api' }));
    test.processes.spawn(shell('echo quiet'));
    await child.exit;
    expect([written(child), written(child, 'stderr')]).toEqual([['out', 'last'], ['err']]);
    expect(test.logged.map(({ source, text, stream }) => [source, text, stream]).sort()).toEqual([
      ['api', 'err', 'stderr'],
      ['api', 'last', 'stdout'],
      ['api', 'out', 'stdout'],
    ]);
  });

  it('has delivered everything when the exit settles', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('seq 100000', { keepLines: 100 }));
    await child.exit;
    expect([child.output.firstLine, child.output.endLine]).toEqual([99_900, 100_000]);
    expect(written(child).at(-1)).toBe('100000');
  });

  it('fires once for a chunk, not once for a line', async () => {
    await using test = await runner();
    const child = test.processes.spawn(script("process.stdout.write('line\\n'.repeat(5000))"));
    let events = 0;
    let lines = 0;
    child.output.onDidAppend(({ first, count }) => {
      expect(first).toBe(lines);
      events++;
      lines += count;
    });
    await child.exit;
    expect(lines).toBe(5000);
    expect(events).toBeLessThan(50);
  });

  it('cuts a line of 1 MB and keeps the next', async () => {
    await using test = await runner();
    const child = test.processes.spawn(script("console.log('x'.repeat(1024 * 1024)); console.log('next')"));
    await child.exit;
    const [long, next, ...rest] = written(child);
    expect([long?.length, long?.at(-1), next, rest]).toEqual([16 * 1024 - 2, '…', 'next', []]);
  });

  it('survives bytes that are not UTF-8', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'bytes', command: 'printf', args: ['a\\377b\\n\\303\\244\\n\\342'] });
    await child.exit;
    expect(written(child)).toEqual(['a\ufffdb', 'ä', '\ufffd']);
  });

  it('stays small under a flood of 100 MB, also without any newline', async () => {
    await using test = await runner();
    const flood = (text: string) => shell(`yes "${text}" | head -c 100000000`, { keepLines: 1000 });
    const newlineless = shell("head -c 100000000 /dev/zero | tr '\\0' x");
    const before = process.memoryUsage().rss;
    const [lines, blob] = [
      test.processes.spawn(flood('a log line of forty characters or so....')),
      test.processes.spawn(newlineless),
    ];
    let peak = 0;
    lines.output.onDidAppend(() => (peak = Math.max(peak, process.memoryUsage().rss)));
    expect([await lines.exit, await blob.exit].map(({ kind }) => kind)).toEqual(['exited', 'exited']);
    expect(lines.output.endLine).toBeGreaterThan(2_000_000);
    expect(written(blob)[0]).toHaveLength(16 * 1024 - 2);
    expect((peak - before) / 1024 / 1024).toBeLessThan(120);
  });

  it('goes on when a listener or the log throws', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('echo a; echo b'));
    child.output.onDidAppend(() => {
      throw new Error('listener');
    });
    expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
    expect(written(child)).toEqual(['a', 'b']);
    expect(String(test.reported[0])).toContain('listener');
  });
});

describe('a grandchild that holds the pipes', () => {
  it('does not keep the exit waiting, and is stopped with the group', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('sleep 100 & echo $!; exit 4'));
    const start = performance.now();
    expect(await child.exit).toEqual({ kind: 'exited', code: 4 });
    expect(performance.now() - start).toBeLessThan(30_000);
    const pids = await pidsOf(child, 1);
    await until(async () => (await living(pids)).length === 0, 'the grandchild is gone');
  });

  it('may finish its own output first', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('(sleep 0.2; echo late) & echo early'));
    await child.exit;
    expect(written(child)).toEqual(['early', 'late']);
  });

  it('does not keep the exit waiting when it never stops writing', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('(while :; do echo again; sleep 0.1; done) & exit 0'));
    const start = performance.now();
    expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('loses nothing when the event loop was blocked meanwhile', async () => {
    await using test = await runner();
    const child = test.processes.spawn(shell('sleep 100 & seq 1000; exit 0'));
    await until(() => written(child).length > 0, 'the first lines');
    const end = performance.now() + 900;
    while (performance.now() < end);
    await child.exit;
    expect(written(child)).toHaveLength(1000);
  });
});

describe('the list of processes', () => {
  it('shows those of every owner, oldest first, with fifty that have ended', async () => {
    await using test = await runner();
    const kept = test.processes.forOwner('a').spawn({ title: 'kept', command: 'sleep', args: ['100'] });
    let changes = 0;
    test.processes.all.onDidChange(() => changes++);
    for (let count = 0; count < 60; count++) {
      await test.processes.forOwner('b').spawn({ title: `t${count}`, command: 'true' }).exit;
    }
    const titles = await until(() => {
      const all = test.processes.all.get().map((each) => each.title);
      return all.length === 51 && all;
    }, 'fifty and one');
    expect(titles).toEqual(['kept', ...Array.from({ length: 50 }, (_, index) => `t${index + 10}`)]);
    expect(test.processes.forOwner('c').all.get()[0]).toBe(kept);
    expect(changes).toBe(120);
    expect(new Set(test.processes.all.get().map((each) => each.id)).size).toBe(51);
  });
});
