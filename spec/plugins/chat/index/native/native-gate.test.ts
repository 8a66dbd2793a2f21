import { execFile } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NativeGate } from '../../../../../plugins/chat/index/native/native-gate.js';
import { bundle } from '../../../../support/bundle.js';
import { embedDeps, modelDir } from '../embed/embed-deps.js';
import { sqlite3Url } from '../store/index-contents.js';

let busyThread: Awaited<ReturnType<typeof bundle>>;

beforeAll(async () => {
  busyThread = await bundle('spec/plugins/chat/index/native/busy-thread.ts');
});

afterAll(() => busyThread.remove());

/** Of a process that ends threads while they are busy. */
function exitCode(work: string, how: string): Promise<unknown> {
  const args = [busyThread.file, work, how, embedDeps.modules.onnxruntime ?? '', sqlite3Url, modelDir];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, () => resolve(child.exitCode ?? child.signalCode));
  });
}

describe.each([
  { work: 'embed', does: 'makes vectors' },
  { work: 'query', does: 'reads from a database' },
])('a thread that $does', ({ work }) => {
  it('can be terminated in the middle without the end of the process', async () => {
    expect(await exitCode(work, 'terminate')).toBe(0);
  });

  it('lets the process exit in the middle', async () => {
    const codes: unknown[] = [];
    for (let i = 0; i < 4; i += 1) codes.push(await exitCode(work, 'exit'));
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});

describe('NativeGate', () => {
  it('waits until what is inside has come out', async () => {
    const gate = new NativeGate();
    const worker = new Worker(
      `const { workerData: state, parentPort } = require('node:worker_threads');
       Atomics.add(state, 0, 1);
       parentPort.postMessage('inside');
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
       Atomics.sub(state, 0, 1);
       Atomics.notify(state, 0);`,
      { eval: true, workerData: new Int32Array(gate.shared) },
    );
    await new Promise((resolve) => worker.once('message', resolve));
    const startedAt = performance.now();
    expect(gate.close(10)).toBe(false);
    expect(await gate.shut(10)).toBe(false);
    expect(gate.close(60_000)).toBe(true);
    expect(await gate.shut(0)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    await worker.terminate();
  });

  it('lets nothing pass that comes later, and says so', async () => {
    const gate = new NativeGate();
    expect(await gate.pass(() => Promise.resolve('done'))).toBe('done');
    await expect(gate.pass(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(new NativeGate(gate.shared).close(0)).toBe(true);
    let hasRun = false;
    await expect(gate.pass(async () => (hasRun = true))).rejects.toThrow('about to end');
    expect(hasRun).toBe(false);
  });
});
