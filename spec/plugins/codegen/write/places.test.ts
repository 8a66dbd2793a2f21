import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, type Disk } from '../../../../plugins/codegen/write/disk.js';
import { faultyDisk } from './support/faulty-disk.js';
import { treeOf, writerStage, type WriterStage } from './support/writer-stage.js';

let stage: WriterStage;
beforeEach(() => {
  stage = writerStage();
  mkdirSync(join(stage.root, 'app'));
  mkdirSync(join(stage.dir, 'outside'));
  writeFileSync(join(stage.root, 'app/a.py'), 'a = 1\n');
  writeFileSync(join(stage.dir, 'outside/victim.py'), 'theirs\n');
});
afterEach(() => stage[Symbol.asyncDispose]());

const title = 'Generated it';
const outside = () => treeOf(join(stage.dir, 'outside'));

async function expectRefused(path: string, message: string): Promise<void> {
  const writer = stage.open();
  const [tree, others] = [stage.tree(), outside()];
  const refusal = { code: 'PLUGIN_CODEGEN_WRITE', message: expect.stringContaining(message) as string };
  await expect(writer.read(path)).rejects.toMatchObject(refusal);
  for (const base of [undefined, 'x'])
    await expect(writer.write([{ path, text: 'mine\n', base }], { title })).rejects.toMatchObject(refusal);
  expect([stage.tree(), outside(), await writer.changes()]).toEqual([tree, others, []]);
}

describe('refused', () => {
  it.each([
    ['', 'no name of a file'],
    [' ', 'no name of a file'],
    ['.', 'no name of a file'],
    ['./', 'no name of a file'],
    ['app/', 'no name of a file'],
    ['app/x.py/.', 'no name of a file'],
    ['app/x/..', 'no name of a file'],
    ['app', 'app is a folder'],
    ['app/a.py/b.py', 'app/a.py is a file, no folder'],
    ['..', 'outside the project'],
    ['../outside/victim.py', 'outside the project'],
    ['app/../../outside/victim.py', 'outside the project'],
    ['/etc/hosts', 'outside the project'],
    ['//etc/hosts', 'outside the project'],
    ['app/a\0.py', 'NUL'],
    ['.git/config', 'belongs to git'],
    ['app/.GIT/hooks/pre-commit', 'belongs to git'],
    ['.g\u200cit/config', 'belongs to git'],
    ['.git', 'belongs to git'],
    ['GIT~1/config', 'belongs to git'],
    ['~/x.py', 'the folder of a person'],
    ['~root/x.py', 'the folder of a person'],
    [`app/${'é'.repeat(128)}`, 'too long'],
    ['app/A.py', 'would stand beside a.py'],
    ['App/b.py', 'would stand beside app'],
    ['app/x\u001b[2J.py', 'control characters'],
    ['app/x\u0085.py', 'control characters'],
    ['app/x\u202ey.py', 'hidden characters'],
    ['app/x\u200b.py', 'hidden characters'],
    ['app/x\u2028.py', 'hidden characters'],
    ['-rf', 'no name for a new file'],
    ['app/-rf/x.py', 'no name for a new file'],
    ['...', 'no name for a new file'],
    ['app/x.', 'no name for a new file'],
    ['~', 'no name for a new file'],
    ['.git:x/y', 'belongs to git'],
    ['.git::$INDEX_ALLOCATION/config', 'belongs to git'],
    ['file:///etc/x', 'no name for a new file'],
    ['app\\b.py', 'backslashes'],
    ['app/ b.py', 'blank'],
  ])('%j', (path, message) => expectRefused(path, message));

  it('a path that is too long as a whole', () => expectRefused(`${'a/'.repeat(2100)}b.py`, 'too long for a path'));

  it('an absolute path whose folder only begins like the project', () =>
    expectRefused(`${stage.root}-2/x.py`, 'outside the project'));

  it.each([
    ['out.py', 'outside/victim.py', 'out.py leads out of the project'],
    ['out.py', 'outside/gone.py', 'out.py is a link to something that is gone'],
    ['out/victim.py', 'outside', 'out leads out of the project'],
    ['out/new/x.py', 'outside', 'out leads out of the project'],
    ['loop', 'project/loop', 'circles'],
    ['dangling/x.py', 'nowhere', 'dangling is a link to something that is gone'],
  ])('%s, a link to %s', async (path, to, message) => {
    symlinkSync(join(stage.dir, to), join(stage.root, path.split('/')[0]!));
    await expectRefused(path, message);
  });

  it('a link into .git', async () => {
    mkdirSync(join(stage.root, '.git'));
    writeFileSync(join(stage.root, '.git/config'), '');
    symlinkSync('.git', join(stage.root, 'meta'));
    await expectRefused('meta/config', 'belongs to git');
    await expectRefused('meta/hooks/pre-commit', 'belongs to git');
  });

  it('pipes, sockets and devices, without waiting for anybody', async () => {
    execFileSync('mkfifo', [join(stage.root, 'pipe')]);
    await expectRefused('pipe', 'no plain file');
    symlinkSync('/dev/null', join(stage.root, 'null'));
    await expectRefused('null', 'leads out of the project');
    const server = createServer();
    await new Promise<void>((done) => void server.listen(join(stage.root, 'sock'), done));
    await expectRefused('sock', 'no plain file');
    await new Promise((done) => server.close(done));
  });

  it('what devmgr keeps of its own, where its home is in the project', async () => {
    const { createTestContext } = await import('devmgr/plugin-api/testing');
    const { createProjectWriter } = await import('../../../../plugins/codegen/write/create-project-writer.js');
    const { manifest } = stage.open().test.context;
    const { context } = createTestContext({ manifest, root: stage.dir, storageDir: stage.home });
    const writer = createProjectWriter(context);
    await expect(writer.read('home/saves/1/change.json')).rejects.toMatchObject({
      message: 'home/saves/1/change.json belongs to devmgr',
    });
    await writer.dispose();
  });

  it('several files that cannot be together', async () => {
    const writer = stage.open();
    const write = (...paths: string[]) =>
      writer.write(
        paths.map((path) => ({ path, text: 'x\n', base: undefined })),
        { title },
      );
    await expect(write('b.py', './x/../b.py')).rejects.toMatchObject({ message: 'b.py is there twice' });
    await expect(write('b.py', 'B.py')).rejects.toMatchObject({ message: 'B.py and b.py are one file on many disks' });
    await expect(write('x/y', 'x')).rejects.toMatchObject({ message: 'x cannot be a file and the folder of x/y' });
    expect(Object.keys(stage.tree())).toEqual(['app/', 'app/a.py']);
  });
});

describe('links that stay inside', () => {
  it('are followed: the file itself is written, and named', async () => {
    symlinkSync('app/a.py', join(stage.root, 'link.py'));
    symlinkSync('app', join(stage.root, 'lib'));
    const writer = stage.open();
    const linked = await writer.read('link.py');
    expect(linked).toMatchObject({ path: 'app/a.py', text: 'a = 1\n' });
    await writer.write([{ path: 'link.py', text: 'a = 2\n', base: linked.version }], { title });
    await writer.write([{ path: 'lib/new/b.py', text: 'b\n', base: undefined }], { title });
    expect(stage.tree()).toMatchObject({
      'link.py': '777 special',
      'app/a.py': '644 a = 2\n',
      'app/new/b.py': '644 b\n',
    });
  });

  it('reads a project by the name of a link to it, also by an absolute path', async () => {
    symlinkSync(stage.root, join(stage.dir, 'alias'));
    const { createTestContext } = await import('devmgr/plugin-api/testing');
    const { createProjectWriter } = await import('../../../../plugins/codegen/write/create-project-writer.js');
    const { manifest } = stage.open().test.context;
    const { context } = createTestContext({ manifest, root: join(stage.dir, 'alias'), storageDir: stage.home });
    const writer = createProjectWriter(context);
    for (const path of ['app/a.py', join(stage.dir, 'alias/app/a.py'), join(stage.root, 'app/a.py')])
      expect(await writer.read(path)).toMatchObject({ path: 'app/a.py', text: 'a = 1\n' });
    await writer.dispose();
  });
});

it('gives a file with several names a content of its own: the other name may lie outside the project', async () => {
  linkSync(join(stage.dir, 'outside/victim.py'), join(stage.root, 'twin.py'));
  const writer = stage.open();
  const { version } = await writer.read('twin.py');
  await writer.write([{ path: 'twin.py', text: 'mine\n', base: version }], { title });
  expect(outside()).toEqual({ 'victim.py': '644 theirs\n' });
  await writer.undo();
  expect(stage.tree()).toMatchObject({ 'twin.py': '644 theirs\n' });
});

describe('when somebody puts a link in the way in the worst moment', () => {
  /** Does something before the nth call of this name. */
  const diskWith = (name: string, which: number, deed: () => void): Disk => {
    let seen = 0;
    return faultyDisk((call) => {
      if (call.name === name && ++seen === which) deed();
    });
  };

  it.each(['open', 'link', 'rename', 'lstat', 'realpath', 'unlink', 'file.writeFile'])(
    'before any call of %s, nothing outside is touched',
    async (name) => {
      const swaps: [string, () => void][] = [
        [
          'the folder',
          () => (
            rmSync(join(stage.root, 'app'), { recursive: true }),
            symlinkSync(join(stage.dir, 'outside'), join(stage.root, 'app'))
          ),
        ],
        [
          'the file',
          () => (
            rmSync(join(stage.root, 'app/victim.py'), { force: true }),
            symlinkSync(join(stage.dir, 'outside/victim.py'), join(stage.root, 'app/victim.py'))
          ),
        ],
      ];
      for (const [, swap] of swaps)
        for (let which = 1; which < 30; which++) {
          rmSync(join(stage.root, 'app'), { recursive: true, force: true });
          mkdirSync(join(stage.root, 'app'));
          writeFileSync(join(stage.root, 'app/victim.py'), 'mine\n');
          const { version } = await stage.open().read('app/victim.py');
          const swapped: number[] = [];
          const writer = stage.open({ disk: diskWith(name, which, () => void (swap(), swapped.push(which))) });
          await writer
            .write([{ path: 'app/victim.py', text: 'new\n', base: version }], { title })
            .catch(() => undefined);
          await writer.dispose();
          expect(outside()).toEqual({ 'victim.py': '644 theirs\n' });
          if (swapped.length === 0) break;
        }
    },
  );
});

it('works without /proc, as on macOS', async () => {
  const disk: Disk = {
    ...realDisk,
    readlink: ((path: string) =>
      path.startsWith('/proc/') ? Promise.reject(new Error('none')) : realDisk.readlink(path)) as Disk['readlink'],
  };
  const writer = stage.open({ disk });
  const { version } = await writer.read('app/a.py');
  await writer.write(
    [
      { path: 'app/a.py', text: 'a = 2\n', base: version },
      { path: 'new/b.py', text: 'b\n', base: undefined },
    ],
    { title },
  );
  expect(readFileSync(join(stage.root, 'new/b.py'), 'utf8')).toBe('b\n');
  await writer.undo();
  expect(stage.tree()).toEqual({ 'app/': '', 'app/a.py': '644 a = 1\n' });
});
