import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inspectChangedFile } from '../../../../../plugins/chat/index/walk/inspect-file.js';
import { createPathFilter, createPathJudge, isIgnoreFile } from '../../../../../plugins/chat/index/walk/path-filter.js';
import { TemporaryProject } from './temporary-project.js';

const projects: TemporaryProject[] = [];

async function projectWith(files: Readonly<Record<string, string>>): Promise<TemporaryProject> {
  const project = await TemporaryProject.create(files);
  projects.push(project);
  return project;
}

afterEach(async () => {
  await Promise.all(projects.splice(0).map((project) => project.remove()));
});

const files = {
  '.gitignore': '*.log\n/tmp/\n',
  '.devmgrignore': 'old/\n!vendor/ours/\n',
  'a.py': '',
  'b.log': '',
  'tmp/a.py': '',
  'old/a.py': '',
  'src/.gitignore': '!keep.log\n',
  'src/keep.log': '',
  'src/x_pb2.py': '',
  'vendor/ours/a.py': '',
  'vendor/theirs/a.py': '',
  'env/pyvenv.cfg': '',
  'env/lib/a.py': '',
  'dist/a.py': '',
  'vendor/ours/.env': '',
};

describe('createPathFilter', () => {
  it('judges every file as the walk does, without git', async () => {
    const project = await projectWith(files);
    const judge = await createPathFilter({ root: project.root, listed: undefined, exclude: ['!nothing'] });
    const found = await project.walk({ exclude: ['!nothing'] });
    const taken = Object.keys(files).filter((path) => judge(path) === undefined);
    expect(taken.sort()).toEqual(found.files.map((file) => file.path));
    expect(judge('b.log')).toBe('ignored');
    expect(judge('tmp/deep/new.py')).toBe('ignored');
    expect(judge('old/x/new.py')).toBe('excluded');
    expect(judge('env/lib/a.py')).toBe('vendored');
    expect(judge('dist/a.py')).toBe('generated');
    expect(judge('vendor/ours/.env')).toBe('secret');
    expect(judge('.git/index')).toBe('ignored');
    expect(judge('src/not-there.py')).toBeUndefined();
  });

  it('knows that files which git lists are not ignored', async () => {
    const project = await projectWith(files);
    const listed = ['b.log', 'tmp/a.py', 'a.py'];
    const judge = await createPathFilter({ root: project.root, listed, exclude: ['a.py'] });
    expect(judge('b.log')).toBeUndefined();
    expect(judge('tmp/a.py')).toBe('excluded');
    expect(judge('c.log')).toBe('ignored');
    expect(judge('tmp/b.py')).toBe('ignored');
    expect(judge('dist/b.py')).toBeUndefined();
  });

  it('says which files a ! pattern names', async () => {
    const project = await projectWith(files);
    const judge = await createPathJudge({ root: project.root, listed: undefined, exclude: ['!*_pb2.py'] });
    const paths = ['vendor/ours/a.py', 'src/x_pb2.py', 'a.py', 'vendor/ours/.env', 'vendor/theirs/a.py'];
    expect(paths.map(judge)).toEqual(['included', 'included', undefined, 'secret', 'vendored']);
  });

  it('says of folders whether anybody looks into them', async () => {
    const project = await projectWith(files);
    for (const listed of [undefined, ['tmp/x/a.py', 'src/keep.log']]) {
      const judge = await createPathFilter({ root: project.root, listed, exclude: [] });
      const judged = ['src/', 'vendor/', 'vendor/theirs/', 'old/', 'env/', 'node_modules/', '.git/'].map(judge);
      const expected = [undefined, undefined, 'vendored', 'excluded', 'vendored', 'vendored', 'ignored'];
      expect(judged).toEqual(expected);
      expect(judge('tmp/')).toBe(listed === undefined ? 'ignored' : undefined);
      expect(judge('tmp/x/')).toBe(listed === undefined ? 'ignored' : undefined);
    }
  });

  it('follows what the listing names in a submodule, but no clone or worktree unless a ! pattern names it', async () => {
    const files = ['sub/.git', 'sub/lib/a.py', 'clone/.git/HEAD', 'tree/.git', 'wanted/.git/HEAD'];
    const project = await projectWith(Object.fromEntries(files.map((path) => [path, ''])));
    const listed = ['sub/lib/a.py', 'clone/', 'tree/', 'wanted/'];
    const judge = await createPathFilter({ root: project.root, listed, exclude: ['!wanted/'] });
    for (const path of ['sub/', 'sub/lib/', 'sub/lib/a.py', 'sub/new.py', 'wanted/', 'wanted/new.py'])
      expect([path, judge(path)]).toEqual([path, undefined]);
    for (const path of ['clone/', 'clone/a.py', 'tree/', 'tree/a.py'])
      expect([path, judge(path)]).toEqual([path, 'excluded']);
  });

  it('takes nothing from other repositories, from outside and from behind links', async () => {
    const outside = await projectWith({ 'x.py': '' });
    const project = await projectWith({ 'clone/.git/HEAD': '', 'clone/a.py': '', 'sub/.git': '', 'sub/a.py': '' });
    await symlink(outside.root, join(project.root, 'link'));
    const judge = await createPathFilter({ root: project.root, listed: ['sub'], exclude: [] });
    expect(judge('clone/a.py')).toBe('excluded');
    expect(judge('sub/a.py')).toBeUndefined();
    for (const path of ['link/x.py', '../x.py', '/etc/passwd', 'a/../../b', ''])
      expect([path, judge(path)]).toEqual([path, 'ignored']);
  });
});

describe('isIgnoreFile', () => {
  it('knows the files that change what is ignored', () => {
    for (const path of ['.gitignore', 'a/.devmgrignore', '.git/info/exclude']) expect(isIgnoreFile(path)).toBe(true);
    for (const path of ['gitignore', 'a.gitignore', '.gitignore/a']) expect(isIgnoreFile(path)).toBe(false);
  });
});

describe('inspectChangedFile', () => {
  it('says what is at a path, but not behind links', async () => {
    const outside = await projectWith({ 'x.py': '' });
    const project = await projectWith({ 'a.py': 'x', 'big.py': 'x'.repeat(11), 'src/b.py': '' });
    await symlink(outside.root, join(project.root, 'link'));
    await symlink('src', join(project.root, 'inner'));
    await symlink(join(outside.root, 'x.py'), join(project.root, 'link.py'));
    await mkdir(join(project.root, 'folder.py'));
    const inspect = (path: string) => inspectChangedFile(path, { root: project.root, maxFileBytes: 10 });
    expect(await inspect('a.py')).toMatchObject({ path: 'a.py', size: 1 });
    expect(await inspect('big.py')).toEqual({ path: 'big.py', reason: 'too-large' });
    expect(await inspect('link.py')).toEqual({ path: 'link.py', reason: 'link-outside' });
    for (const path of ['link/x.py', 'inner/b.py', '../x', 'gone.py', 'gone/a.py', 'folder.py']) {
      expect([path, await inspect(path)]).toEqual([path, undefined]);
    }
  });
});
