import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RpcCall } from '../../../../../plugins/chat/index/workers/rpc/rpc-methods.js';
import { WorkerHandle } from '../../../../../plugins/chat/index/workers/worker-handle.js';

/** A thread that speaks the protocol with few words: what it is asked for is the name of the method. */
const program = `
import { parentPort, workerData } from 'node:worker_threads';
console.log('the thread has begun');
const answers = {
  add: ({ a, b }) => a + b,
  data: () => [workerData.name, workerData.gate instanceof SharedArrayBuffer],
  throw: () => { setImmediate(() => { throw new Error('a bug in the thread'); }); return new Promise(() => {}); },
  exit: () => process.exit(3),
  never: () => new Promise(() => {}),
  spin: () => { for (;;); },
  close: () => workerData.closes ? undefined : new Promise(() => {}),
};
parentPort.on('message', async ({ id, method, params }) => {
  parentPort.postMessage({ kind: 'result', id, value: await answers[method](params) });
});`;

type Answers = {
  readonly [K in 'throw' | 'exit' | 'never' | 'spin']: (params: undefined, call: RpcCall) => Promise<never>;
} & {
  add(params: { a: number; b: number }, call: RpcCall): Promise<number>;
  data(params: undefined, call: RpcCall): Promise<readonly unknown[]>;
  close(params: undefined): Promise<void>;
};

let dir: string;
let handle: WorkerHandle<object, Answers>;
let logged: string[];
let deaths: number;
let now: number;

function open(data: { readonly name: string; readonly closes: boolean }) {
  return new WorkerHandle<object, Answers>({
    file: join(dir, 'thread.mjs'),
    title: 'The worker',
    data: () => data,
    methods: {},
    log: { debug: (message) => void logged.push(message), warn: (message) => void logged.push(message) },
    now: () => now,
    onDeath: () => void (deaths += 1),
  });
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-worker-'));
  await writeFile(join(dir, 'thread.mjs'), program);
  [logged, deaths, now] = [[], 0, 1_000];
  handle = open({ name: 'first', closes: true });
});
afterEach(async () => {
  await handle.dispose();
  await rm(dir, { recursive: true });
});

const add = () => handle.call('add', { a: 1, b: 2 });

it('is not there before it is asked, and then answers with what it was given', async () => {
  expect(handle.isRunning).toBe(false);
  expect(await handle.call('data', undefined)).toEqual(['first', true]);
  expect(handle.isRunning).toBe(true);
});

it('what it prints goes to the log, not to the terminal', async () => {
  await add();
  await expect.poll(() => logged).toContain('The worker: the thread has begun');
});

describe('a thread that dies', () => {
  it.each([
    ['throw', 'a bug in the thread'],
    ['exit', 'it ended with code 3'],
  ] as const)('by %s rejects all calls, and the next call starts another one', async (how, reason) => {
    const waiting = handle.call('never', undefined);
    const failed = handle.call(how, undefined);
    for (const call of [waiting, failed])
      await expect(call).rejects.toMatchObject({
        code: 'DEVMGR_PROCESS_FAILED',
        message: `The worker is gone: ${reason}`,
        hint: expect.any(String) as string,
        exitCode: 5,
      });
    expect(deaths).toBe(1);
    expect(await add()).toBe(3);
  });

  it('again and again is not started any more, until some time has passed', async () => {
    for (let time = 0; time < 3; time++) await expect(handle.call('exit', undefined)).rejects.toThrow('gone');
    await expect(add()).rejects.toThrow('ended 3 times');
    now += 11 * 60_000;
    expect(await add()).toBe(3);
  });

  it('for a program that is not there says so', async () => {
    await rm(join(dir, 'thread.mjs'));
    await expect(add()).rejects.toThrow('Cannot find module');
  });
});

describe('stopping', () => {
  it('ends the thread and rejects what is under way; that is no death', async () => {
    const waiting = handle.call('never', undefined);
    waiting.catch(() => undefined);
    await add();
    await handle.stop();
    await expect(waiting).rejects.toThrow('it was stopped');
    expect([handle.isRunning, deaths]).toEqual([false, 0]);
    expect(await add()).toBe(3);
  });

  it.each(['never', 'spin'] as const)('does not wait for ever for one that does not answer (%s)', async (how) => {
    await using slow = {
      handle: open({ name: 'slow', closes: false }),
      [Symbol.asyncDispose]: () => slow.handle.dispose(),
    };
    const waiting = slow.handle.call(how, undefined);
    waiting.catch(() => undefined);
    await slow.handle.stop();
    await expect(waiting).rejects.toThrow('it was stopped');
  });

  it('a call that is aborted ends the thread when that does not see it, though its end is waited for', async () => {
    await add();
    const abort = new AbortController();
    const waiting = handle.call('spin', undefined, { signal: abort.signal, awaitsEnd: true });
    abort.abort();
    await expect(waiting).rejects.toThrow('gone');
    expect(logged.join()).toContain('did not stop when it was told to');
    expect(await add()).toBe(3);
  });

  it('for good refuses calls from then on', async () => {
    await handle.dispose();
    await expect(add()).rejects.toThrow('it was stopped');
  });
});
