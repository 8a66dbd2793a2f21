import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectWatcher } from '../../../../../plugins/chat/index/watch/project-watcher.js';
import type { WatchEvent } from '../../../../../plugins/chat/index/watch/watch-event.js';
import { createPathFilter } from '../../../../../plugins/chat/index/walk/path-filter.js';
import { until } from '../../../../support/processes.js';

let folder: string;
let root: string;
let watcher: ProjectWatcher | undefined;
let events: WatchEvent[];
let warnings: string[];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-watch-')));
  root = join(folder, 'project');
  [events, warnings] = [[], []];
  await write('src/a.ts');
  await write('src/deep/b.ts');
  await write('readme.md');
});

afterEach(async () => {
  await watcher?.dispose();
  watcher = undefined;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  expect(warnings).toEqual([]);
});

// What is done in one turn of the event loop is seen at once by the watcher, which lives in it too, on every machine.
const writeFile = async (path: string, text: string) => writeFileSync(path, text);
const rename = async (from: string, to: string) => renameSync(from, to);
const unlink = async (path: string) => unlinkSync(path);
const rm = async (path: string, options: Parameters<typeof rmSync>[1]) => rmSync(path, options);

async function write(path: string, text = 'text'): Promise<void> {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function begin(more: Partial<ConstructorParameters<typeof ProjectWatcher>[0]> = {}): Promise<ProjectWatcher> {
  watcher = new ProjectWatcher({
    root,
    filter: (path) => /(^|\/)(dist\/|.*\.log$)/.test(path),
    log: (_level, message) => warnings.push(message),
    ...more,
  });
  watcher.onDidChange((event) => events.push(event));
  await watcher.ready;
  return watcher;
}

/** The next event, which is removed. */
async function next(): Promise<WatchEvent | undefined> {
  await until(() => events.length > 0, 'an event');
  return events.shift();
}

/** Sees that nothing else was told: the next thing that is, is this. */
async function expectQuiet(): Promise<void> {
  await write('sentinel.ts', `${Math.random()}`);
  expect(await next()).toEqual({ kind: 'paths', paths: ['sentinel.ts'] });
}

const paths = (...all: string[]): WatchEvent => ({ kind: 'paths', paths: all });

/** Waits until these paths are told, in one event or, on a slow machine, in several; nothing else is. */
async function expectTold(...all: string[]): Promise<void> {
  const told = new Set<string>();
  while (!all.every((path) => told.has(path))) {
    const event = await next();
    if (event?.kind !== 'paths') throw new Error(`told ${JSON.stringify(event)} after ${[...told].join()}`);
    for (const path of event.paths) told.add(path);
  }
  expect([...told].sort()).toEqual(all);
}

describe('files', () => {
  it('that are new, changed and gone are told together, each once', async () => {
    await begin({ debounceMs: 400 });
    await write('src/a.ts', 'other');
    await write('src/a.ts', 'and again');
    await write('src/deep/new.ts');
    await unlink(join(root, 'readme.md'));
    expect(await next()).toEqual(paths('readme.md', 'src/a.ts', 'src/deep/new.ts'));
    await expectQuiet();
  });

  it('are told once, however an editor saves them', async () => {
    await begin({ debounceMs: 300 });
    const at = (name: string) => join(root, 'src', name);
    const saves: (() => Promise<void>)[] = [
      // Over the old one.
      async () => {
        await writeFile(at('.a.ts.tmp'), 'new');
        await rename(at('.a.ts.tmp'), at('a.ts'));
      },
      // With a copy of the old one kept for a moment.
      async () => {
        await rename(at('a.ts'), at('a.ts~'));
        await writeFile(at('a.ts'), 'new');
        await unlink(at('a.ts~'));
      },
      async () => {
        await unlink(at('a.ts'));
        await writeFile(at('a.ts'), 'new');
      },
      async () => {
        await writeFile(at('a.ts'), '');
        await writeFile(at('a.ts'), 'new');
      },
    ];
    for (const save of saves) {
      await save();
      const event = await next();
      expect(event?.kind === 'paths' && event.paths.filter((path) => path === 'src/a.ts')).toEqual(['src/a.ts']);
      await expectQuiet();
    }
  });

  it('that are written all the time are told all the same', async () => {
    await begin({ debounceMs: 60 });
    const writing = setInterval(() => void write('src/a.ts', `${Math.random()}`), 15);
    try {
      expect(await next()).toEqual(paths('src/a.ts'));
      expect(await next()).toEqual(paths('src/a.ts'));
    } finally {
      clearInterval(writing);
    }
  });

  it('that are not for the index are not told', async () => {
    await begin();
    await write('src/run.log');
    await expectQuiet();
  });
});

describe('folders', () => {
  it('that are new are told by their files, and followed', async () => {
    await begin();
    await write('lib/one/two/c.ts');
    await write('lib/d.ts');
    await expectTold('lib/d.ts', 'lib/one/two/c.ts');
    await write('lib/one/two/c.ts', 'other');
    expect(await next()).toEqual(paths('lib/one/two/c.ts'));
  });

  it('that are removed stand for all that was in them', async () => {
    await begin();
    await rm(join(root, 'src'), { recursive: true });
    await expectTold('src');
    await write('src/deep/again.ts');
    await expectTold('src/deep/again.ts');
    await write('src/deep/again.ts', 'other');
    await expectTold('src/deep/again.ts');
  });

  it('that get another name are gone and new', async () => {
    await begin();
    await rename(join(root, 'src'), join(root, 'code'));
    await expectTold('code/a.ts', 'code/deep/b.ts', 'src');
    await write('code/deep/b.ts', 'other');
    expect(await next()).toEqual(paths('code/deep/b.ts'));
  });

  it('that are replaced by others of the same name are looked at again, and followed', async () => {
    await begin();
    for (const move of [
      () => rm(join(root, 'src'), { recursive: true }),
      () => rename(join(root, 'src'), `${root}2`),
    ]) {
      await move();
      await write('src/deep/other.ts');
      expect(await next()).toEqual({ kind: 'everything', because: 'many' });
      await write('src/deep/other.ts', 'changed');
      expect(await next()).toEqual(paths('src/deep/other.ts'));
      await expectQuiet();
    }
  });

  it('that the filter refuses are not looked into, nor those of packages', async () => {
    for (const name of ['node_modules/x/y', '.venv/lib/z', 'dist/assets', 'src/dist/more', '.git/objects/aa']) {
      await write(`${name}/file.js`);
    }
    const before = watchCount();
    await begin();
    // The root, src, src/deep; of git its own folder.
    if (process.platform === 'linux') expect(watchCount() - before).toBe(4);
    await write('node_modules/x/y/file.js', 'other');
    await write('dist/new/file.js');
    await rm(join(root, 'dist/assets'), { recursive: true });
    await write('.git/objects/aa/file.js', 'other');
    await expectQuiet();
  });

  it('are those that the listing looks into', async () => {
    await write('.gitignore', '*.tmp\nout/\n');
    await write('out/file.js');
    await begin({ filter: await createPathFilter({ root, listed: undefined, exclude: ['private/'] }) });
    await write('src/x.tmp');
    await write('out/file.js', 'other');
    await write('private/file.ts');
    await write('.env', 'KEY=1');
    await write('src/a.ts', 'other');
    await expectTold('src/a.ts');
    await expectQuiet();
  });

  it('behind links are not followed', async () => {
    await mkdir(join(folder, 'outside'));
    await symlink(join(folder, 'outside'), join(root, 'link'));
    await symlink(root, join(root, 'src', 'round'));
    await begin();
    await writeFile(join(folder, 'outside', 'file.ts'), 'text');
    await expectQuiet();
    await write('src/a.ts', 'other');
    expect(await next()).toEqual(paths('src/a.ts'));
  });
});

/** How many watches this process has. */
function watchCount(): number {
  if (process.platform !== 'linux') return 0;
  const texts = readdirSync('/proc/self/fdinfo').map((fd) => {
    try {
      return readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8');
    } catch {
      return '';
    }
  });
  return texts.join('').split('inotify wd:').length - 1;
}

describe('everything', () => {
  it('is told once, when many files have changed and it is quiet again', async () => {
    await begin({ maxBatch: 20 });
    await Promise.all(Array.from({ length: 60 }, (_, n) => write(`src/deep/file${n}.ts`)));
    expect(await next()).toEqual({ kind: 'everything', because: 'many' });
    await expectQuiet();
  });

  it('is told when many files are in a new folder', async () => {
    await mkdir(join(folder, 'big'));
    for (let n = 0; n < 30; n++) await writeFile(join(folder, 'big', `${n}.ts`), '');
    await begin({ maxBatch: 20 });
    await rename(join(folder, 'big'), join(root, 'big'));
    expect(await next()).toEqual({ kind: 'everything', because: 'many' });
    await expectQuiet();
  });

  it('is told when git checks out something else', async () => {
    await write('.git/HEAD', 'ref: refs/heads/main\n');
    await begin();
    await write('.git/index', 'something');
    await expectQuiet();
    await write('.git/HEAD.lock', 'ref: refs/heads/other\n');
    await rename(join(root, '.git/HEAD.lock'), join(root, '.git/HEAD'));
    await write('src/a.ts', 'of the other branch');
    expect(await next()).toEqual({ kind: 'everything', because: 'branch' });
    await expectQuiet();
  });

  it('is told when a linked working tree checks out something else', async () => {
    const gitFolder = join(folder, 'main/.git/worktrees/project');
    await mkdir(gitFolder, { recursive: true });
    await writeFile(join(gitFolder, 'HEAD'), 'ref: refs/heads/main\n');
    await write('.git', 'gitdir: ../main/.git/worktrees/project\n');
    await begin();
    await writeFile(join(gitFolder, 'HEAD'), 'ref: refs/heads/other\n');
    expect(await next()).toEqual({ kind: 'everything', because: 'branch' });
    await expectQuiet();
  });

  it('is told when an ignore file changes', async () => {
    await write('.git/info/exclude');
    await begin();
    for (const path of ['.gitignore', 'src/.devmgrignore', '.git/info/exclude']) {
      await write(path, '*.tmp');
      expect(await next()).toEqual({ kind: 'everything', because: 'rules' });
    }
    await expectQuiet();
  });
});

describe('dispose', () => {
  it('ends all watches, also before it is ready, and nothing is told any more', async () => {
    const before = watchCount();
    const early = new ProjectWatcher({ root, filter: () => false, log: () => undefined });
    await early.dispose();
    await early.ready;
    const last = await begin();
    await write('src/a.ts', 'other');
    await last.dispose();
    await last.dispose();
    expect(watchCount()).toBe(before);
    const other = await begin();
    expect(other).not.toBe(last);
    await expectQuiet();
  });
});
