import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { summaryOf, TemporaryProject } from './temporary-project.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const projects: TemporaryProject[] = [];

async function projectWith(files: Readonly<Record<string, string>>): Promise<TemporaryProject> {
  const project = await TemporaryProject.create(files);
  projects.push(project);
  return project;
}

afterEach(async () => {
  await Promise.all(projects.splice(0).map((project) => project.remove()));
});

/** The rights of files mean nothing to root. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
}

describe('listProjectFiles without git', () => {
  it('finds files with size and time, in order of their paths', async () => {
    const project = await projectWith({ 'b.py': 'b\n', 'a/z.py': '', 'a.py': 'x' });
    const { files, skipped } = await project.walk();
    expect(files.map((file) => [file.path, file.size])).toEqual([
      ['a.py', 1],
      ['a/z.py', 0],
      ['b.py', 2],
    ]);
    expect(Math.abs((files[0]?.mtimeMs ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(skipped).toEqual([]);
  });

  it('says why files are left out, a folder in one entry', async () => {
    const project = await projectWith({
      'app.py': '',
      '.env': 'KEY=1',
      '.env.example': 'KEY=',
      'package-lock.json': '{}',
      'api_pb2.py': '',
      'x.min.js': '',
      'logo.png': '',
      'big.txt': 'x'.repeat(1_000_001),
      'node_modules/a/index.js': '',
      'node_modules/b/index.js': '',
      'my-env/pyvenv.cfg': '',
      'my-env/lib/x.py': '',
      'env/settings.py': '',
      'dist/app.js': '',
      '.git/config': '',
    });
    expect(summaryOf(await project.walk())).toEqual({
      files: ['.env.example', 'app.py', 'env/settings.py'],
      skipped: {
        '.env': 'secret',
        'api_pb2.py': 'generated',
        'big.txt': 'too-large',
        'dist/': 'generated',
        'logo.png': 'binary',
        'my-env/': 'vendored',
        'node_modules/': 'vendored',
        'package-lock.json': 'lock-file',
        'x.min.js': 'minified',
      },
    });
  });

  it('leaves out quietly what git would ignore, by files in any folder and by .git/info/exclude', async () => {
    const project = await projectWith({
      '.gitignore': '*.log\n/tmp\n',
      '.git/info/exclude': 'mine.py\n',
      'a.log': '',
      'mine.py': '',
      'tmp/a.py': '',
      'src/.gitignore': '!keep.log\nlocal/\n',
      'src/keep.log': '',
      'src/drop.log': '',
      'src/local/a.py': '',
      'src/tmp/a.py': '',
    });
    expect(summaryOf(await project.walk())).toEqual({
      files: ['.gitignore', 'src/.gitignore', 'src/keep.log', 'src/tmp/a.py'],
      skipped: {},
    });
  });

  it('throws an error for people when there is no such folder', async () => {
    const project = await projectWith({ file: '' });
    for (const name of ['none', 'file']) {
      const walk = project.walk({ root: join(project.root, name) });
      await expect(walk).rejects.toMatchObject({ code: 'PLUGIN_INDEX_NO_FOLDER' });
    }
  });
});

describe('listProjectFiles with what git lists', () => {
  it('takes what is listed and there, ignored or not', async () => {
    const project = await projectWith({ '.gitignore': '*', 'a.py': '', 'dist/cli.py': '', 'unlisted.py': '' });
    const found = await project.walk({ listed: ['a.py', 'gone.py', 'gone/a.py', 'dist/cli.py'] });
    expect(summaryOf(found)).toEqual({ files: ['a.py', 'dist/cli.py'], skipped: {} });
  });

  it('takes nothing that is not inside the root', async () => {
    const outside = await projectWith({ 'secret.py': '', 'a.py': '' });
    const project = await projectWith({ 'in/a.py': '' });
    const name = outside.root.split('/').at(-1) ?? '';
    await symlink(outside.root, join(project.root, 'linked'));
    const listed = [
      `../${name}/a.py`,
      join(outside.root, 'a.py'),
      `in/../../${name}/a.py`,
      'linked/a.py',
      './in/a.py',
      'in//a.py',
      '..',
      '/',
      '',
      'in\0a.py',
      `${'x/'.repeat(100_000)}y`,
      'in/a.py',
    ];
    expect(summaryOf(await project.walk({ listed }))).toEqual({ files: ['in/a.py'], skipped: {} });
  });

  it('goes into submodules with their .gitignore, and not into other repositories', async () => {
    const sub = await projectWith({ 'lib.py': '' });
    await sub.git('init', '-q');
    await sub.git('add', '.');
    await sub.git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'x');
    const project = await projectWith({ 'app.py': '', 'clone/x.py': '', 'wanted/x.py': '' });
    await project.git('init', '-q');
    await project.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', sub.root, 'libs/sub');
    await project.write({ 'libs/sub/.gitignore': '*.tmp', 'libs/sub/a.tmp': '', 'libs/sub/deep/b.py': '' });
    for (const name of ['clone', 'wanted']) await project.git('init', '-q', name);
    await project.write({ '.devmgrignore': '!wanted/' });
    const listed = await project.git('ls-files', '-co', '--exclude-standard');
    expect(summaryOf(await project.walk({ listed }))).toEqual({
      files: [
        ...['.devmgrignore', '.gitmodules', 'app.py'],
        ...['libs/sub/.gitignore', 'libs/sub/deep/b.py', 'libs/sub/lib.py', 'wanted/x.py'],
      ],
      skipped: { 'clone/': 'excluded' },
    });
  });
});

describe('listProjectFiles and patterns of people', () => {
  it('excludes by .devmgrignore in any folder, also when git ignores it, and then by settings', async () => {
    const files = {
      '.devmgrignore': '*.csv\ndata/\n',
      'a.csv': '',
      'data/a.py': '',
      'src/.devmgrignore': '!b.csv\nold/\n',
      'src/b.csv': '',
      'src/old/a.py': '',
      'src/new.py': '',
    };
    const project = await projectWith(files);
    const listed = Object.keys(files).filter((path) => !path.endsWith('.devmgrignore'));
    const skipped = { 'a.csv': 'excluded', 'data/': 'excluded', 'src/old/': 'excluded' };
    expect(summaryOf(await project.walk({ listed }))).toEqual({ files: ['src/b.csv', 'src/new.py'], skipped });
    expect(summaryOf(await project.walk({ listed, exclude: ['src/b.*', '!data/'] }))).toEqual({
      files: ['data/a.py', 'src/new.py'],
      skipped: { 'a.csv': 'excluded', 'src/b.csv': 'excluded', 'src/old/': 'excluded' },
    });
  });

  it.each(['git', 'no git'])('takes what a ! pattern names, but never secrets (%s)', async (git) => {
    const files = {
      'vendor/ours/a.py': '',
      'vendor/ours/.env': '',
      'vendor/theirs/a.py': '',
      'vendor/b.py': '',
      'node_modules/x/index.js': '',
      'api_pb2.py': '',
      'poetry.lock': '',
      id_rsa: '',
      '.devmgrignore': '!vendor/ours/\n!*_pb2.py\n!poetry.lock\n!id_rsa\n!.env\n!*/\n!*\n',
    };
    const project = await projectWith(files);
    const found = await project.walk({ listed: git === 'git' ? Object.keys(files) : undefined });
    expect(summaryOf(found)).toEqual({
      files: ['.devmgrignore', 'api_pb2.py', 'poetry.lock', 'vendor/ours/a.py'],
      skipped: {
        id_rsa: 'secret',
        'node_modules/': 'vendored',
        'vendor/b.py': 'vendored',
        'vendor/ours/.env': 'secret',
        'vendor/theirs/': 'vendored',
      },
    });
    const included = found.files.filter((file) => file.isIncluded);
    expect(included.map((file) => file.path)).toEqual(['api_pb2.py', 'poetry.lock', 'vendor/ours/a.py']);
  });
});

describe('listProjectFiles and things that are no plain files', () => {
  it.each(['git', 'no git'])('follows no link, and says which lead outside (%s)', async (git) => {
    const outside = await projectWith({ 'a.py': '' });
    const project = await projectWith({ 'src/a.py': '' });
    const links = {
      'inside.py': 'src/a.py',
      'inside-folder': 'src',
      'out.py': join(outside.root, 'a.py'),
      'out-folder': outside.root,
      up: '..',
      self: 'self',
      loop: '.',
      dangling: 'nothing',
    };
    for (const [name, target] of Object.entries(links)) await symlink(target, join(project.root, name));
    const found = await project.walk({ listed: git === 'git' ? ['src/a.py', ...Object.keys(links)] : undefined });
    expect(summaryOf(found)).toEqual({
      files: ['src/a.py'],
      skipped: { 'out-folder': 'link-outside', 'out.py': 'link-outside', up: 'link-outside' },
    });
  });

  it('walks a root that is a link itself', async () => {
    const project = await projectWith({ 'real/a.py': '' });
    await symlink('real', join(project.root, 'link'));
    expect(summaryOf(await project.walk({ root: join(project.root, 'link') })).files).toEqual(['a.py']);
  });

  it.each(['git', 'no git'])('opens no pipe and no socket (%s)', async (git) => {
    const project = await projectWith({ 'a.py': '' });
    execFileSync('mkfifo', [join(project.root, 'pipe.py'), join(project.root, '.devmgrignore')]);
    const server = createServer().listen(join(project.root, 'socket.py'));
    await new Promise((resolve) => server.once('listening', resolve));
    const listed = git === 'git' ? ['a.py', 'pipe.py', 'socket.py', '.devmgrignore'] : undefined;
    expect(summaryOf(await project.walk({ listed }))).toEqual({ files: ['a.py'], skipped: {} });
    await new Promise((resolve) => server.close(resolve));
  });

  it('says which folders and files may not be looked at', async () => {
    const project = await projectWith({ 'closed/a.py': '', 'a.py': '', 'half/a.py': '' });
    await chmod(project.root, 0o755);
    await chmod(join(project.root, 'closed'), 0o000);
    await chmod(join(project.root, 'half'), 0o444);
    const found = await asNobody(() => project.walk());
    const skipped = { 'closed/': 'unreadable', 'half/a.py': 'unreadable' };
    expect(summaryOf(found)).toEqual({ files: ['a.py'], skipped });
    const listed = ['closed/a.py', 'a.py'];
    const again = await asNobody(() => project.walk({ listed }));
    expect(summaryOf(again)).toEqual({ files: ['a.py'], skipped: { 'closed/a.py': 'unreadable' } });
    for (const name of ['closed', 'half']) await chmod(join(project.root, name), 0o700);
  });

  it('is not troubled by files that are deleted meanwhile', async () => {
    const paths = Array.from({ length: 500 }, (_, at) => `src/${at}.py`);
    const project = await projectWith(Object.fromEntries(paths.map((path) => [path, ''])));
    const [found] = await Promise.all([project.walk(), rm(join(project.root, 'src'), { recursive: true })]);
    expect(found.skipped).toEqual([]);
    expect(found.files.length).toBeLessThanOrEqual(500);
  });
});

describe('listProjectFiles and many files', () => {
  it('lists a project of 20,000 files in less than two seconds and lets others work meanwhile', async () => {
    const project = await projectWith({});
    const listed: string[] = [];
    for (let folder = 0; folder < 20; folder += 1) {
      await mkdir(join(project.root, `f${folder}`));
      const made = Array.from({ length: 1000 }, (_, at) => `f${folder}/${at}.py`);
      await project.write(Object.fromEntries(made.map((path) => [path, ''])));
      listed.push(...made);
    }
    for (const source of [listed, undefined]) {
      let turns = 0;
      const turn = setInterval(() => (turns += 1), 1);
      const found = await expectQuick(2000, () => project.walk({ listed: source }));
      clearInterval(turn);
      expect(found.files).toHaveLength(20_000);
      expect(turns).toBeGreaterThan(10);
    }
  });

  it('can be cancelled', async () => {
    const project = await projectWith({ 'a.py': '' });
    const reason = new Error('enough');
    await expect(project.walk({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const walk = project.walk({
      signal: controller.signal,
      listed: Array.from({ length: 50_000 }, (_, at) => `${at}.py`),
    });
    setImmediate(() => controller.abort(reason));
    await expect(walk).rejects.toBe(reason);
  });
});
