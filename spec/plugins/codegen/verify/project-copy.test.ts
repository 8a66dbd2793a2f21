import { execFileSync } from 'node:child_process';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestContext } from 'devmgr/plugin-api/testing';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createProcesses } from '../../../../core/processes/create-processes.js';
import { makeCopyFolder, removeStaleCopies } from '../../../../plugins/codegen/verify/copy/copy-folder.js';
import { copyLimits, ProjectCopy } from '../../../../plugins/codegen/verify/copy/project-copy.js';

const signal = new AbortController().signal;

async function temporary(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-copying-spec-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function write(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

async function stage(files: Readonly<Record<string, string>>, { limits = copyLimits, inside = false } = {}) {
  const folder = await temporary();
  const root = join(folder, 'shop');
  const storageDir = inside ? join(root, '.state') : join(folder, 'storage');
  await mkdir(storageDir, { recursive: true });
  await write(root, files);
  const processes = createProcesses({
    ...{ env: {}, runDir: join(folder, 'run'), now: Date.now, onLine: () => undefined, report: () => undefined },
  });
  const manifest = { id: 'codegen', title: 'Code Gen', apiVersion: '1.0', main: 'index.js' } as const;
  const { context } = createTestContext({ manifest, root, storageDir, processes });
  const copy = new ProjectCopy(context, limits);
  onTestFinished(async () => {
    await copy.dispose();
    await processes.dispose();
  });
  return { folder, root, storageDir, context, copy, update: () => copy.update({ signal }) };
}

/** Everything below a folder: texts of files, targets of links. */
async function tree(root: string, folder = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(found, await tree(root, path));
    else if (entry.isSymbolicLink()) found[path] = `-> ${await readlink(join(root, path))}`;
    else found[path] = await readFile(join(root, path), 'utf8');
  }
  return found;
}

it('holds what tests need, and nothing else', async () => {
  const { root, copy, update } = await stage({
    'app/__init__.py': '',
    'app/build/__init__.py': 'a package of this name',
    'data/.env': 'ignored by git, read by tests',
    'shop.egg-info/entry_points.txt': 'x',
    '.git/config': 'x',
    'env/pyvenv.cfg': 'x',
    'env/bin/python': 'x',
    'web/node_modules/a/index.js': 'x',
    'app/__pycache__/a.pyc': 'x',
    'weird-cache/CACHEDIR.TAG': 'x',
    'weird-cache/data': 'x',
  });
  await mkdir(join(root, 'empty'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  await update();
  expect(await tree(copy.root)).toEqual({
    'app/__init__.py': '',
    'app/build/__init__.py': 'a package of this name',
    'data/.env': 'ignored by git, read by tests',
    'shop.egg-info/entry_points.txt': 'x',
  });
  expect((await stat(join(copy.root, 'empty'))).isDirectory()).toBe(true);
  expect(copy.root.endsWith('/shop')).toBe(true);
  expect((await stat(dirname(copy.root))).mode & 0o77).toBe(0);
});

it('holds what git tracks or would track, whatever the name of its folder; output and caches that git ignores are left out', async () => {
  const { root, copy, update } = await stage({
    '.gitignore': 'build/\ndist\n*.o\n/env/\n',
    'tests/data/out/expected.txt': 'tracked',
    'tests/data/target/new.txt': 'not added yet',
    'tests/data/build/kept.txt': 'tracked, though ignored',
    'tests/data/build/big.bin': 'x',
    'tests/node_modules/a/package.json': 'tracked',
    'tests/env/pyvenv.cfg': 'tracked',
    'tests/out of sight/coverage/"é".json': 'tracked',
    'lib/out/kept.c': 'c',
    'lib/out/kept.o': 'x',
    'build/lib/a.js': 'x',
    'dist/bundle.js': 'x',
    'web/node_modules/a/index.js': 'x',
    'env/pyvenv.cfg': 'x',
    '.cache/data': 'not ignored',
    '.venv/pyvenv.cfg': 'x',
  });
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root });
  git('init', '-q');
  git('add', '.gitignore', 'tests/data/out', 'tests/node_modules', 'tests/env', 'tests/out of sight');
  git('add', '-f', 'tests/data/build/kept.txt');
  const expected = {
    '.gitignore': 'build/\ndist\n*.o\n/env/\n',
    '.cache/data': 'not ignored',
    'lib/out/kept.c': 'c',
    'tests/data/build/kept.txt': 'tracked, though ignored',
    'tests/data/out/expected.txt': 'tracked',
    'tests/data/target/new.txt': 'not added yet',
    'tests/env/pyvenv.cfg': 'tracked',
    'tests/node_modules/a/package.json': 'tracked',
    'tests/out of sight/coverage/"é".json': 'tracked',
  };
  await update();
  expect(await tree(copy.root)).toEqual(expected);
  expect(await update()).toBe(false);
  expect(await tree(copy.root)).toEqual(expected);
});

it('copies output without git, as nobody knows what it is', async () => {
  const { copy, update } = await stage({ 'data/out/expected.txt': '1', 'node_modules/a.js': 'x' });
  await update();
  expect(await tree(copy.root)).toEqual({ 'data/out/expected.txt': '1' });
});

it('asks no repository around the project that ignores all of it', async () => {
  const { folder, copy, update } = await stage({ 'data/out/expected.txt': '1' });
  execFileSync('git', ['init', '-q'], { cwd: folder });
  await writeFile(join(folder, '.gitignore'), '*\n');
  await update();
  expect(await tree(copy.root)).toEqual({ 'data/out/expected.txt': '1' });
});

it('keeps links inside, and never lets tests write elsewhere through one', async () => {
  const { folder, root, copy, update } = await stage({ 'app/a.py': 'a', 'app/deep/b.py': 'b' });
  await write(folder, { 'outside/data.csv': 'data', 'outside/folder/x': 'x' });
  await symlink(join(root, 'app/a.py'), join(root, 'absolute.py'));
  await symlink('../deep', join(root, 'app/deep/self'));
  await symlink(join(folder, 'outside/data.csv'), join(root, 'data.csv'));
  await symlink(join(folder, 'outside/folder'), join(root, 'folder'));
  await symlink('nowhere', join(root, 'dangling'));
  await symlink('loop', join(root, 'loop'));
  await update();
  expect(await tree(copy.root)).toEqual({
    'app/a.py': 'a',
    'app/deep/b.py': 'b',
    'absolute.py': '-> app/a.py',
    'app/deep/self': '-> .',
    'data.csv': 'data',
  });
  await copy.lay([
    { path: 'data.csv', content: 'other' },
    { path: 'absolute.py', content: 'A' },
  ]);
  expect(await readFile(join(folder, 'outside/data.csv'), 'utf8')).toBe('data');
  expect(await readFile(join(copy.root, 'app/a.py'), 'utf8')).toBe('A');
  expect(await readFile(join(root, 'app/a.py'), 'utf8')).toBe('a');
  await expect(copy.lay([{ path: '../x.py', content: '' }])).rejects.toMatchObject({
    code: 'PLUGIN_CODEGEN_COPY_OUTSIDE',
  });
});

it('keeps mode and time, and lays files over those that are read-only', async () => {
  const { root, copy, update } = await stage({ 'run.sh': '#!/bin/sh\n', 'fixed.py': 'x' });
  await chmod(join(root, 'run.sh'), 0o755);
  await chmod(join(root, 'fixed.py'), 0o444);
  await utimes(join(root, 'run.sh'), 1_000_000, 1_000_000);
  await update();
  const copied = await stat(join(copy.root, 'run.sh'));
  expect([copied.mode & 0o777, copied.mtimeMs]).toEqual([0o755, 1_000_000_000]);
  await copy.lay([
    { path: 'fixed.py', content: 'y' },
    { path: 'new/one.py', content: 'z' },
  ]);
  expect((await stat(join(copy.root, 'fixed.py'))).mode & 0o777).toBe(0o444);
  expect(await tree(copy.root)).toEqual({ 'run.sh': '#!/bin/sh\n', 'fixed.py': 'y', 'new/one.py': 'z' });
});

it('is the project again after each update, whatever was laid over it, done by tests or changed meanwhile', async () => {
  const { root, copy, update } = await stage({ 'a.py': 'a', 'b.py': 'b', 'c/d.py': 'd', 'e.py': 'e' });
  expect(await update()).toBe(true);
  expect(await update()).toBe(false);
  const { ino } = await lstat(join(copy.root, 'b.py'));
  await copy.lay([
    { path: 'a.py', content: 'A' },
    { path: 'new.py', content: 'n' },
  ]);
  await write(copy.root, {
    '__pycache__/a.cpython-312.pyc': 'old',
    '__pycache__/b.cpython-312.pyc': 'b',
    'made.db': 'x',
  });
  await rm(join(copy.root, 'c'), { recursive: true });
  await rm(join(copy.root, 'e.py'));
  await mkdir(join(copy.root, 'e.py'));
  expect(await update()).toBe(false);
  // What Python compiled of `b.py` is of use still, and `b.py` was not copied again.
  expect(await tree(copy.root)).toEqual({
    ...{ 'a.py': 'a', 'b.py': 'b', 'c/d.py': 'd', 'e.py': 'e', '__pycache__/b.cpython-312.pyc': 'b' },
  });
  expect((await lstat(join(copy.root, 'b.py'))).ino).toBe(ino);
  await rm(join(root, 'b.py'));
  await mkdir(join(root, 'b.py'));
  await write(root, { 'a.py': 'z' });
  expect(await update()).toBe(true);
  expect(await readFile(join(copy.root, 'a.py'), 'utf8')).toBe('z');
  expect((await stat(join(copy.root, 'b.py'))).isDirectory()).toBe(true);
});

it('is the project after any changes on both sides', async () => {
  const name = fc.constantFrom('a.py', 'b/a.py', 'b/c.py', 'd/e/f.txt', 'd/g.py');
  const change = fc.record({
    side: fc.constantFrom('root', 'copy'),
    path: name,
    text: fc.option(fc.constantFrom('1', '2', '33')),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
      const { root, copy, update } = await stage({ 'a.py': '1' });
      await update();
      for (const { side, path, text } of changes) {
        const place = side === 'root' ? root : copy.root;
        if (text === null) await rm(join(place, path), { force: true });
        else await write(place, { [path]: text });
        if (changes.length % 3 === 0) await update();
      }
      await update();
      expect(await tree(copy.root)).toEqual(await tree(root));
      await copy.dispose();
    }),
    { numRuns: 30 },
  );
});

it('refuses a project that is too large, and says what to do', async () => {
  const { storageDir, update } = await stage(
    { 'a.bin': 'x'.repeat(100), 'b.bin': 'x'.repeat(100) },
    { limits: { mostBytes: 150, mostFiles: 100 } },
  );
  await expect(update()).rejects.toMatchObject({
    code: 'PLUGIN_CODEGEN_COPY_TOO_LARGE',
    hint: expect.stringContaining('verify = "in-place"') as string,
  });
  expect(await readdir(storageDir)).toEqual([]);
  const many = await stage({ a: '', b: '', c: '' }, { limits: { mostBytes: 150, mostFiles: 2 } });
  await expect(many.update()).rejects.toMatchObject({ code: 'PLUGIN_CODEGEN_COPY_TOO_LARGE' });
});

it('does not copy itself where the storage is inside the project', async () => {
  const { copy, update } = await stage({ 'a.py': 'a' }, { inside: true });
  await update();
  await update();
  expect(await tree(copy.root)).toEqual({ 'a.py': 'a' });
});

it('can be stopped and goes on from there, and comes back when somebody removed it', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}.py`, `${at}`]));
  const { copy, update } = await stage(files);
  const stop = new AbortController();
  const progress: number[] = [];
  const stopping = copy.update({
    signal: stop.signal,
    onProgress: ({ done, total }) => {
      progress.push(total);
      if (done === 50) stop.abort(new Error('enough'));
    },
  });
  await expect(stopping).rejects.toThrow('enough');
  expect(progress[0]).toBe(200);
  await update();
  expect(await tree(copy.root)).toEqual(files);
  await rm(dirname(copy.root), { recursive: true });
  await update();
  expect(await tree(copy.root)).toEqual(files);
});

it('is made elsewhere when the storage cannot be written, and tells when nothing can', async () => {
  const { storageDir, copy, update } = await stage({ 'a.py': 'a' });
  await rm(storageDir, { recursive: true });
  await update();
  expect(dirname(dirname(copy.root))).toBe(await realpath(tmpdir()));
});

it('removes what a process left that is gone, and nothing of those that live', async () => {
  const { storageDir, context } = await stage({});
  const own = await makeCopyFolder(context);
  const gone = ['verify-999999999-4711-abcdef', `verify-${process.pid}-1-abcdef`];
  const others = ['verify-in-place-1-2', 'verify-x', 'index'];
  for (const name of [...gone, ...others]) await write(storageDir, { [`${name}/app/a.py`]: 'x' });
  await removeStaleCopies(context);
  const left = await readdir(storageDir);
  expect(left.sort()).toEqual([...others, own.slice(own.lastIndexOf('/') + 1)].sort());
});
