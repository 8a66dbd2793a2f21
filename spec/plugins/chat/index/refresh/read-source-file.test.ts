import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, realpath, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSourceFile } from '../../../../../plugins/chat/index/refresh/read-source-file.js';

let folder: string;
let root: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-read-')));
  root = join(folder, 'project');
  await mkdir(join(root, 'src'), { recursive: true });
  await writeFile(join(root, 'src/a.py'), 'print(1)\n');
  await mkdir(join(folder, 'outside'));
  await writeFile(join(folder, 'outside/a.py'), 'secret\n');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (path: string, maxBytes = 1000) => readSourceFile(root, path, maxBytes);

describe('readSourceFile', () => {
  it('reads a file with its size and time', () => {
    expect(read('src/a.py')).toEqual({
      kind: 'read',
      bytes: new Uint8Array(Buffer.from('print(1)\n')),
      realPath: 'src/a.py',
      size: 9,
      mtimeMs: expect.any(Number) as number,
    });
  });

  it('takes what is gone, and what has become a folder, for gone', async () => {
    await mkdir(join(root, 'folder.py'));
    expect(read('nothing.py')).toEqual({ kind: 'gone' });
    expect(read('src/a.py/b.py')).toEqual({ kind: 'gone' });
    expect(read('folder.py')).toEqual({ kind: 'gone' });
  });

  it('reads no link that has taken the place of the file', async () => {
    await rm(join(root, 'src/a.py'));
    await symlink(join(folder, 'outside/a.py'), join(root, 'src/a.py'));
    expect(read('src/a.py')).toEqual({ kind: 'skipped', reason: 'link-outside' });
    await writeFile(join(root, 'b.py'), 'x');
    await rm(join(root, 'src/a.py'));
    await symlink(join(root, 'b.py'), join(root, 'src/a.py'));
    expect(read('src/a.py')).toEqual({ kind: 'gone' });
    await rm(join(root, 'src/a.py'));
    await symlink('a.py', join(root, 'src/a.py'));
    expect(read('src/a.py')).toEqual({ kind: 'skipped', reason: 'unreadable' });
  });

  it('reads nothing through a folder that has become a link out of the project', async () => {
    await rename(join(root, 'src'), join(root, 'old'));
    await symlink(join(folder, 'outside'), join(root, 'src'));
    expect(read('src/a.py')).toEqual({ kind: 'skipped', reason: 'link-outside' });
    expect(read('../outside/a.py')).toEqual({ kind: 'skipped', reason: 'link-outside' });
  });

  it('says under which path the file lies when a folder has become a link within the project', async () => {
    await rename(join(root, 'src'), join(root, 'old'));
    await symlink(join(root, 'old'), join(root, 'src'));
    expect(read('src/a.py')).toMatchObject({ kind: 'read', realPath: 'old/a.py' });
  });

  it('does not wait for a pipe', async () => {
    await promisify(execFile)('mkfifo', [join(root, 'pipe.py')]);
    expect(read('pipe.py')).toEqual({ kind: 'gone' });
  });

  it('reads nothing of a file of 100 MB', async () => {
    await truncate(join(root, 'src/a.py'), 100_000_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(read('src/a.py', 1_000_000)).toEqual({ kind: 'skipped', reason: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    const file = await open(join(root, 'src/a.py'));
    await file.chmod(0);
    await file.close();
    expect(read('src/a.py')).toEqual({ kind: 'skipped', reason: 'unreadable' });
  });

  it('gives a file to which somebody appends meanwhile as it was at some time, with the size of then', async () => {
    const path = join(root, 'log.txt');
    await writeFile(path, '');
    const line = `${'x'.repeat(99)}\n`;
    const whole = Buffer.from(line.repeat(3000));
    const code = `const { appendFileSync } = require('node:fs'); const { workerData: { path, line } } = require('node:worker_threads');
      for (let i = 0; i < 3000; i++) appendFileSync(path, line);`;
    const writer = new Worker(code, { eval: true, workerData: { path, line } });
    const state = { isOver: false };
    const exit = new Promise<void>((resolve) => writer.once('exit', () => resolve()));
    void exit.then(() => (state.isOver = true));
    while (!state.isOver) {
      const outcome = read('log.txt', 1_000_000);
      if (outcome.kind !== 'read') throw new Error(outcome.kind);
      expect(outcome.bytes.length).toBe(outcome.size);
      expect(Buffer.from(outcome.bytes).equals(whole.subarray(0, outcome.size))).toBe(true);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read('log.txt', 1_000_000)).toMatchObject({ size: 3000 * line.length });
  });
});
