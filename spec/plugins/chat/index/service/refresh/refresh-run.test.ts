import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import { beforeEach, describe, expect, it } from 'vitest';
import { RefreshRun } from '../../../../../../plugins/chat/index/service/refresh/refresh-run.js';

const file = (done: number): IndexProgress => ({ type: 'file-end', path: `${done}.py`, done });

let report: (progress: IndexProgress) => void;
let end: (error?: Error) => void;
let stopped: AbortSignal;
let run: RefreshRun;
let abort: AbortController;

beforeEach(async () => {
  abort = new AbortController();
  run = new RefreshRun({ kind: 'all', rebuild: false }, (signal, tell) => {
    [stopped, report] = [signal, tell];
    return new Promise<void>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve());
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  });
  await nextTurn();
});

async function read(progress: AsyncIterable<IndexProgress>): Promise<readonly number[]> {
  const seen: number[] = [];
  for await (const each of progress) if (each.type === 'file-end') seen.push(each.done);
  return seen;
}

describe('readers of one refresh', () => {
  it('see what happens from when they came', async () => {
    const first = read(run.follow(abort.signal));
    report(file(1));
    await nextTurn();
    const second = read(run.follow(abort.signal));
    report(file(2));
    end();
    expect(await Promise.all([first, second])).toEqual([[1, 2], [2]]);
  });

  it('that are slow get the last count only, and hold nothing up', async () => {
    const slow = run.follow(abort.signal);
    for (let done = 1; done <= 1_000; done++) report(file(done));
    end();
    await run.ended;
    expect(await read(slow)).toEqual([1_000]);
  });

  it('all get what it fails with', async () => {
    const readers = [read(run.follow(abort.signal)), read(run.follow(abort.signal))];
    end(new Error('disk full'));
    for (const reader of readers) await expect(reader).rejects.toThrow('disk full');
  });

  it('may leave: it goes on for the others and is stopped with the last one, who waits for its end', async () => {
    const other = new AbortController();
    const [first, second] = [read(run.follow(other.signal)), read(run.follow(abort.signal))];
    other.abort();
    expect(await first).toEqual([]);
    expect(stopped.aborted).toBe(false);
    abort.abort();
    expect(stopped.aborted).toBe(true);
    expect(await second).toEqual([]);
  });

  it('that stop reading have left, too', async () => {
    const progress = run.follow(abort.signal);
    report(file(1));
    for await (const _ of progress) break;
    expect(stopped.aborted).toBe(true);
  });
});

it('that is stopped fails for nobody', async () => {
  const reader = read(run.follow(abort.signal));
  await run.stop();
  expect(await reader).toEqual([]);
});
