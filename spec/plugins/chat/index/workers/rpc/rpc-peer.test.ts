import { setTimeout as delay } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { DevmgrError } from 'devmgr/plugin-api';
import { AiError, aiFailure } from 'devmgr/plugin-api/contracts/ai';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RpcCall } from '../../../../../../plugins/chat/index/workers/rpc/rpc-methods.js';
import { RpcPeer } from '../../../../../../plugins/chat/index/workers/rpc/rpc-peer.js';

interface Worker {
  add(params: { a: number; b: number }, call: RpcCall): Promise<number>;
  count(params: { to: number }, call: RpcCall<number>): Promise<string>;
  wait(params: { name: string }, call: RpcCall): Promise<never>;
  fail(params: { how: string }, call: RpcCall): Promise<void>;
  double(params: { n: number }, call: RpcCall): Promise<number>;
}
interface Main {
  twice(params: { n: number }, call: RpcCall): Promise<number>;
  note(params: { text: string }, call: RpcCall): Promise<void>;
}

const failures: Readonly<Record<string, () => unknown>> = {
  expected: () =>
    new DevmgrError({
      code: 'PLUGIN_X',
      message: 'no room',
      hint: 'Make some.',
      exitCode: 5,
      cause: new Error('disk'),
    }),
  ai: () => new AiError({ message: 'too fast', failure: { kind: 'rate-limited', providerId: 'p', modelId: 'm' } }),
  bug: () => Object.assign(new TypeError('a bug'), { fn: () => 0, detail: { line: 3 } }),
  text: () => 'only a text',
};

let ports: { port1: MessagePort; port2: MessagePort };
let main: RpcPeer<Main, Worker>;
let worker: RpcPeer<Worker, Main>;
let notes: string[];
let waiting: Map<string, AbortSignal>;
let lost: unknown[];

const workerMethods: Worker = {
  add: async ({ a, b }) => a + b,
  async count({ to }, { report }) {
    for (let n = 1; n <= to; n++) report(n);
    return 'done';
  },
  async wait({ name }, { signal }) {
    waiting.set(name, signal);
    await delay(60_000, undefined, { signal });
    throw new Error('waited');
  },
  fail({ how }) {
    throw failures[how]?.();
  },
  double: ({ n }, { signal }) => worker.call('twice', { n }, { signal }),
};

beforeEach(() => {
  ports = new MessageChannel();
  notes = [];
  lost = [];
  waiting = new Map();
  const onFailure = (error: unknown) => void lost.push(error);
  worker = new RpcPeer<Worker, Main>(ports.port2, workerMethods, onFailure);
  const mainMethods: Main = {
    twice: async ({ n }) => 2 * n,
    async note({ text }) {
      if (text === 'bad') throw new Error('bad note');
      notes.push(text);
    },
  };
  main = new RpcPeer<Main, Worker>(ports.port1, mainMethods, onFailure);
});
afterEach(() => {
  main.close(new Error('end'));
  worker.close(new Error('end'));
  ports.port1.close();
});

const isWaiting = async (name: string): Promise<AbortSignal> => {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await delay(1)) {
    const signal = waiting.get(name);
    if (signal) return signal;
  }
  throw new Error(`${name} was never asked`);
};

describe('calls', () => {
  it('are answered, in both directions at the same time', async () => {
    expect(await Promise.all([main.call('add', { a: 1, b: 2 }), main.call('double', { n: 21 })])).toEqual([3, 42]);
  });

  it('report on the way, in order and before the answer', async () => {
    const seen: (number | string)[] = [];
    seen.push(await main.call('count', { to: 100 }, { onReport: (n) => seen.push(n) }));
    expect(seen).toEqual([...Array.from({ length: 100 }, (_, at) => at + 1), 'done']);
  });

  it('are told without an answer; a failure then goes to who looks after them', async () => {
    for (const text of ['a', 'bad', 'b']) worker.tell('note', { text });
    await main.call('add', { a: 0, b: 0 });
    expect(notes).toEqual(['a', 'b']);
    expect(lost).toEqual([expect.objectContaining({ message: 'bad note' })]);
  });

  it('of a method that is not there, or with what cannot be cloned, reject', async () => {
    const anything = main as unknown as { call(method: string, params: unknown): Promise<unknown> };
    await expect(anything.call('toString', {})).rejects.toThrow('There is no method toString');
    await expect(anything.call('add', { a: () => 0 })).rejects.toThrow('could not be cloned');
  });
});

describe('errors keep', () => {
  it('what a DevmgrError says', async () => {
    const error = await main.call('fail', { how: 'expected' }).catch((thrown: unknown) => thrown);
    expect(DevmgrError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      code: 'PLUGIN_X',
      message: 'no room',
      hint: 'Make some.',
      exitCode: 5,
      name: 'DevmgrError',
    });
    expect((error as Error).cause).toMatchObject({ message: 'disk' });
  });

  it('what an AiError knows beside it', async () => {
    const error = await main.call('fail', { how: 'ai' }).catch((thrown: unknown) => thrown);
    expect(aiFailure(error)).toEqual({ kind: 'rate-limited', providerId: 'p', modelId: 'm' });
  });

  it('name, stack and fields of a bug, as far as they can be cloned', async () => {
    const error = await main.call('fail', { how: 'bug' }).catch((thrown: unknown) => thrown);
    expect(DevmgrError.isInstance(error)).toBe(false);
    expect(error).toMatchObject({ name: 'TypeError', message: 'a bug', detail: { line: 3 } });
    expect(error).not.toHaveProperty('fn');
    expect((error as Error).stack).toContain('rpc-peer.test');
  });

  it('the text that was thrown instead of an error', async () => {
    await expect(main.call('fail', { how: 'text' })).rejects.toThrow('only a text');
  });
});

describe('an aborted call', () => {
  it('rejects at once with the reason of its signal, and the other side hears of it', async () => {
    const abort = new AbortController();
    const answer = main.call('wait', { name: 'x' }, { signal: abort.signal });
    const signal = await isWaiting('x');
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    await main.call('add', { a: 0, b: 0 });
    expect(signal.aborted).toBe(true);
  });

  it('settles with what the other side says when its end is waited for', async () => {
    const abort = new AbortController();
    const answer = main.call('wait', { name: 'x' }, { signal: abort.signal, awaitsEnd: true });
    await isWaiting('x');
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toMatchObject({ name: 'AbortError', message: 'The operation was aborted' });
  });

  it('that is aborted already goes nowhere', async () => {
    await expect(main.call('wait', { name: 'x' }, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
      'no',
    );
    await main.call('add', { a: 0, b: 0 });
    expect(waiting.size).toBe(0);
  });
});

it('closing rejects what is under way and what comes, and aborts what is being answered', async () => {
  const answer = main.call('wait', { name: 'x' });
  const signal = await isWaiting('x');
  main.close(new Error('gone'));
  worker.close(new Error('gone too'));
  await expect(answer).rejects.toThrow('gone');
  await expect(main.call('add', { a: 1, b: 1 })).rejects.toThrow('gone');
  expect(signal.reason).toEqual(new Error('gone too'));
  main.tell('add', { a: 1, b: 1 });
});

it('any number of calls at once, some failing and some given up on, settle each with its own answer', async () => {
  const call = fc.record({
    kind: fc.constantFrom('add', 'count', 'double', 'fail', 'abort'),
    n: fc.integer({ min: 0, max: 50 }),
  });
  const settle = async ({ kind, n }: { kind: string; n: number }): Promise<boolean> => {
    if (kind === 'add') return (await main.call('add', { a: n, b: 1 })) === n + 1;
    if (kind === 'double') return (await main.call('double', { n })) === 2 * n;
    if (kind === 'fail')
      return main.call('fail', { how: 'bug' }).then(
        () => false,
        (error: Error) => error.message === 'a bug',
      );
    if (kind === 'count') {
      let sum = 0;
      await main.call('count', { to: n }, { onReport: (each) => (sum += each) });
      return sum === (n * (n + 1)) / 2;
    }
    const abort = new AbortController();
    const answer = main.call('wait', { name: `p${n}` }, { signal: abort.signal });
    queueMicrotask(() => abort.abort(new Error(`enough ${n}`)));
    return answer.then(
      () => false,
      (error: Error) => error.message === `enough ${n}`,
    );
  };
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
      expect(await Promise.all(calls.map(settle))).not.toContain(false);
    }),
    { numRuns: 50 },
  );
});
