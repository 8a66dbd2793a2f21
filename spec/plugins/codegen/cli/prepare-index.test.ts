import { FakeClock } from 'devmgr/plugin-api/testing';
import type { CodeIndex, CodeIndexState, IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import { beforeEach, expect, test } from 'vitest';
import { prepareIndex } from '../../../../plugins/codegen/cli/prepare-index.js';

let clock: FakeClock;
let told: string[];
let refreshes: AbortSignal[];

/** An index with so many files whose refresh gives these steps and then goes on until it is aborted, or ends. */
function index(status: CodeIndexState['status'], files: number, steps: readonly IndexProgress[], goesOn: boolean) {
  async function* refresh({ signal }: { readonly signal: AbortSignal }): AsyncIterable<IndexProgress> {
    refreshes.push(signal);
    yield* steps;
    if (!goesOn) return;
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    });
  }
  const some = { state: { get: () => ({ status }) }, files: () => Promise.resolve(new Array(files).fill({})), refresh };
  return some as unknown as CodeIndex;
}

const prepare = (found: CodeIndex | undefined, signal = new AbortController().signal) =>
  prepareIndex({
    services: { require: <T>() => (found ? Promise.resolve(found as T) : Promise.reject(new Error('no service'))) },
    ...{ clock, signal },
    onProgress: (done, total) => void told.push(`${done}/${total}`),
  });
const steps: readonly IndexProgress[] = [
  { type: 'index-start', files: 2 },
  { type: 'file-end', path: 'a.py', done: 1 },
  { type: 'file-end', path: 'b.py', done: 2 },
];

beforeEach(() => {
  clock = new FakeClock();
  told = [];
  refreshes = [];
});

test('brings the index up to date and says how far it is', async () => {
  await prepare(index('waiting', 0, steps, false));
  expect(told).toEqual(['1/2', '2/2']);
  expect(clock.pending).toBe(0);
});

test('leaves alone an index that is off, and does without one', async () => {
  await prepare(index('off', 3, steps, false));
  await prepare(undefined);
  expect(refreshes).toEqual([]);
});

test.each([
  [3, 5_000],
  [0, 60_000],
])('of an index with %i files it waits %i ms', async (files, ms) => {
  const prepared = prepare(index('ready', files, steps, true));
  await expect.poll(() => told.length).toBe(2);
  clock.advance(ms - 1);
  expect(refreshes.map(({ aborted }) => aborted)).toEqual([false]);
  clock.advance(1);
  await prepared;
  expect(refreshes.map(({ aborted }) => aborted)).toEqual([true]);
});

test('rejects when it is stopped', async () => {
  const stop = new AbortController();
  const prepared = prepare(index('ready', 0, steps, true), stop.signal);
  await expect.poll(() => told.length).toBe(2);
  stop.abort(new Error('stopped'));
  await expect(prepared).rejects.toThrow('stopped');
  expect(clock.pending).toBe(0);
});
