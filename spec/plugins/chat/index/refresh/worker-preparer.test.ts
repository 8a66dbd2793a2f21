import { setMaxListeners } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import type { PreparedFile } from '../../../../../plugins/chat/index/refresh/prepared-file.js';
import {
  WorkerPreparer,
  type WorkerPreparerOptions,
} from '../../../../../plugins/chat/index/refresh/worker-preparer.js';
import { bundle } from '../../../../support/bundle.js';
import { modulesOfSpecs } from '../chunk/chunker-of-specs.js';

let built: Awaited<ReturnType<typeof bundle>>;
let root: string;
let log: string[];
let preparer: WorkerPreparer | undefined;

beforeAll(async () => {
  built = await bundle('plugins/chat/index/refresh/chunk.worker.ts');
});

afterAll(() => built.remove());

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-workers-')));
  await mkdir(join(root, 'src'));
  log = [];
});

afterEach(async () => {
  await preparer?.dispose();
  preparer = undefined;
  await rm(root, { recursive: true, force: true });
});

function open(workerFile: string, more: Partial<WorkerPreparerOptions> = {}): WorkerPreparer {
  const data = { root, modules: modulesOfSpecs() };
  const onLine: WorkerPreparerOptions['log'] = (level, message) => void log.push(`${level}: ${message}`);
  preparer = new WorkerPreparer({ workerFile, data, log: onLine, threads: 2, ...more });
  return preparer;
}

/** A thread that speaks the protocol; `code` has the `path` of the file it is asked for, and may end everything. */
async function scripted(code: string, before = "say({ kind: 'ready' });"): Promise<string> {
  const file = join(root, 'scripted.mjs');
  const text = `
    import { existsSync, writeFileSync } from 'node:fs';
    import { parentPort, workerData } from 'node:worker_threads';
    const say = (message) => parentPort.postMessage(message);
    parentPort.on('message', ({ file: { path } }) => {
      ${code}
      say({ kind: 'prepared', prepared: { kind: 'gone', path } });
    });
    ${before}`;
  await writeFile(file, text);
  return file;
}

function prepareAll(paths: readonly string[], signal = new AbortController().signal): Promise<PreparedFile[]> {
  setMaxListeners(100, signal);
  const files = paths.map((path) => ({ path, knownHash: undefined, maxBytes: 1_000_000 }));
  return Promise.all(files.map((file) => preparer?.prepare(file, { signal }) ?? Promise.reject(new Error('none'))));
}

const names = Array.from({ length: 30 }, (_, n) => `f${n}.py`);
const gone = (path: string) => ({ kind: 'gone', path });
const unreadable = (path: string) => ({ kind: 'skipped', path, reason: 'unreadable' });

describe('WorkerPreparer', () => {
  it('prepares files on the built threads, each as it is', async () => {
    for (const name of names) await writeFile(join(root, name), `def of_${name.slice(0, -3)}():\n    return 1\n`);
    open(built.file);
    const prepared = await prepareAll([...names, 'nothing.py']);
    const symbols = prepared.map((file) => (file.kind === 'changed' ? file.chunks[0]?.symbol : file.kind));
    expect(symbols).toEqual([...names.map((name) => `of_${name.slice(0, -3)}`), 'gone']);
  });

  it('divides what is nested 50,000 deep, as whatever', async () => {
    const deep = '['.repeat(50_000);
    await writeFile(join(root, 'deep.py'), `x = ${deep}\n`);
    await writeFile(join(root, 'deep.json'), deep);
    await writeFile(join(root, 'deep.ts'), `f(${'('.repeat(50_000)}\n`);
    open(built.file);
    const prepared = await prepareAll(['deep.py', 'deep.json', 'deep.ts']);
    expect(prepared.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed']);
    expect(log).toEqual([]);
  });

  it('leaves a file out at which threads end twice, and does all others', async () => {
    open(await scripted("if (path === 'f7.py') process.exit(3);"));
    expect(await prepareAll(names)).toEqual(names.map((path) => (path === 'f7.py' ? unreadable(path) : gone(path))));
    expect(log).toEqual(Array(2).fill('warn: A thread of the code index ended at f7.py: it ended with code 3'));
  });

  it('tries a file again', async () => {
    const code = "if (path === 'f7.py' && !existsSync(mark)) { writeFileSync(mark, ''); throw new Error('once'); }";
    open(await scripted(code, "const mark = workerData.root + '/mark'; say({ kind: 'ready' });"));
    expect(await prepareAll(names)).toEqual(names.map(gone));
    expect(log).toEqual(['warn: A thread of the code index ended at f7.py: once']);
  });

  it('ends a thread that hangs at a file', async () => {
    open(await scripted("if (path === 'f7.py') for (;;);"), { fileLimitMs: 300 });
    expect(await prepareAll(names)).toEqual(names.map((path) => (path === 'f7.py' ? unreadable(path) : gone(path))));
    expect(log).toEqual(Array(2).fill('warn: A thread of the code index ended at f7.py: a file took too long'));
  });

  it('leaves no file out when threads cannot work at all, but says so', async () => {
    open(await scripted('', "throw new Error('no such grammar');"));
    const failure = await prepareAll(['a.py']).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DevmgrError);
    expect(failure).toMatchObject({
      code: 'DEVMGR_PROCESS_FAILED',
      message: expect.stringContaining('no such grammar'),
    });
    await preparer?.dispose();
    open(await scripted("return say({ kind: 'failed', message: 'the root is gone' });"));
    await expect(prepareAll(names)).rejects.toThrow('the root is gone');
  });

  it('rejects at once when it is aborted, and goes on with other files', async () => {
    open(await scripted("if (path === 'slow.py') for (const end = Date.now() + 200; Date.now() < end; );"));
    const abort = new AbortController();
    const aborted = prepareAll(['slow.py', ...names], abort.signal);
    abort.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    expect(await prepareAll(['a.py', 'b.py'])).toEqual([gone('a.py'), gone('b.py')]);
  });

  it('rejects what is under way when it is disposed of', async () => {
    open(await scripted('for (;;);'));
    const running = prepareAll(names);
    running.catch(() => undefined);
    await preparer?.dispose();
    await expect(running).rejects.toThrow('stopped');
    await expect(prepareAll(['a.py'])).rejects.toThrow('stopped');
    expect(log).toEqual([]);
  });

  it('logs what a thread prints', async () => {
    open(await scripted("console.log('from the thread');"));
    await prepareAll(['a.py']);
    await expect.poll(() => log).toContain('debug: chunk.worker: from the thread');
  });
});
