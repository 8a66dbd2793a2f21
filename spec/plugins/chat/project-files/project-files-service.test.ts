import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, type PluginManifest } from 'devmgr/plugin-api';
import type { ProjectFile } from 'devmgr/plugin-api/contracts/project-files';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ProjectFilesService } from '../../../../plugins/chat/project-files/project-files-service.js';
import { runner, type RunnerUnderTest } from '../../../core/processes/runner.js';
import { expectQuick } from '../../../support/expect-quick.js';
import { TemporaryProject } from '../index/walk/temporary-project.js';

const never = new AbortController().signal;
const manifest: PluginManifest = {
  id: 'chat',
  title: 'AI Chat',
  apiVersion: '1.0',
  main: 'index.js',
  settings: {
    'index-exclude': { type: 'array', default: [], description: '' },
    'index-max-file-kb': { type: 'number', default: 512, description: '' },
  },
};

let run: RunnerUnderTest;
beforeAll(async () => {
  run = await runner();
});
afterAll(() => run[Symbol.asyncDispose]());

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Times of long ago prove that nothing has changed since. */
async function settle({ root }: TemporaryProject): Promise<void> {
  const entries = await readdir(root, { recursive: true });
  for (const path of ['', ...entries]) utimesSync(join(root, path), 1_700_000_000.5, 1_700_000_000.5);
}

interface Stage {
  readonly project: TemporaryProject;
  readonly service: ProjectFilesService;
  readonly changes: Emitter<void>;
  list(): Promise<readonly ProjectFile[]>;
  paths(): Promise<readonly string[]>;
}

async function stage(files: Readonly<Record<string, string>>, options: { isGit?: boolean } = {}): Promise<Stage> {
  const project = await TemporaryProject.create(files);
  ends.push(() => project.remove());
  if (options.isGit) await project.git('init', '-q');
  const { root } = project;
  const test = createTestContext({ manifest, root, storageDir: root, processes: run.processes });
  ends.push(() => test.dispose());
  const changes = new Emitter<void>();
  const service = new ProjectFilesService({ context: test.context, onDidChange: changes.event });
  ends.push(() => service.dispose());
  const list = () => service.list({ signal: never });
  return { project, service, changes, list, paths: async () => (await list()).map(({ path }) => path) };
}

const some = {
  'app/main.py': 'print()\n',
  'app/logo.png': 'x',
  '.env': 'KEY=1',
  'node_modules/a/index.js': '',
  'poetry.lock': '',
  'README.md': '# Shop\n',
};

describe.each([{ isGit: true }, { isGit: false }])('files of a project, git: $isGit', (options) => {
  it('are listed by path, with size and why some are no text; folders of others are left out', async () => {
    const { list } = await stage(some, options);
    expect(await list()).toEqual([
      { path: '.env', size: 5, skipped: 'secret' },
      expect.objectContaining({ path: 'README.md', size: 7 }),
      { path: 'app/logo.png', size: 1, skipped: 'binary' },
      expect.objectContaining({ path: 'app/main.py', size: 8 }),
      { path: 'poetry.lock', size: 0, skipped: 'lock-file' },
    ]);
  });

  it('are remembered while nothing changes, and seen when they come and go', async () => {
    const { project, list, paths } = await stage(some, options);
    await settle(project);
    const first = await list();
    expect(await list()).toBe(first);
    await project.write({ 'app/new.py': '' });
    expect(await paths()).toContain('app/new.py');
    rmSync(join(project.root, 'app/new.py'));
    expect(await paths()).not.toContain('app/new.py');
  });

  it('are seen in folders that were empty, and in ones that are new', async () => {
    const { project, list, paths } = await stage(some, options);
    mkdirSync(join(project.root, 'docs/api'), { recursive: true });
    await settle(project);
    const first = await list();
    expect(await list()).toBe(first);
    await project.write({ 'docs/api/a.md': '' });
    expect(await paths()).toContain('docs/api/a.md');
    await project.write({ 'x/y/z.py': '' });
    expect(await paths()).toContain('x/y/z.py');
  });

  it('follow the rules of .gitignore, also when those change in place', async () => {
    const { project, list, paths } = await stage({ ...some, '.gitignore': '*.md\n' }, options);
    await settle(project);
    const first = await list();
    expect(await list()).toBe(first);
    expect(await paths()).not.toContain('README.md');
    await project.write({ '.gitignore': '*.py\n' });
    expect(await paths()).toEqual(expect.arrayContaining(['README.md']));
    expect(await paths()).not.toContain('app/main.py');
  });
});

describe('the service', () => {
  it('forgets what it knows when it is told of a change', async () => {
    const { project, list, changes } = await stage(some);
    await settle(project);
    const first = await list();
    await project.write({ 'app/main.py': 'print("longer")\n' });
    changes.fire();
    const second = await list();
    expect(second).not.toBe(first);
    expect(second.find(({ path }) => path === 'app/main.py')?.size).toBe(16);
  });

  it('looks once for all who ask, and one who gives up does not stop the others', async () => {
    const { list, service } = await stage(some, { isGit: true });
    const abort = new AbortController();
    const given = service.list({ signal: abort.signal });
    const [one, two] = [list(), list()];
    abort.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    expect(await one).toBe(await two);
    expect(await one).toHaveLength(5);
  });

  it('lists again for the next one when all before have given up', async () => {
    const { list, service } = await stage(some, { isGit: true });
    const abort = new AbortController();
    const given = service.list({ signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    expect(await list()).toHaveLength(5);
    await expect(service.list({ signal: abort.signal })).rejects.toThrow('enough');
  });

  it('rejects with a clear error where there is no folder', async () => {
    const { project, list } = await stage(some);
    await project.remove();
    await expect(list()).rejects.toMatchObject({ code: 'PLUGIN_INDEX_NO_FOLDER' });
  });

  it('knows secret files by their names', async () => {
    const { service } = await stage({});
    expect(['.env', 'a/id_rsa', '.env.example', 'app.py'].map((path) => service.isSecret(path))).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('lists 5,000 files quickly, and the same again in no time', async () => {
    const entries = Array.from({ length: 5000 }, (_, at) => [`src/m${at % 250}/f${at}.py`, 'x = 1\n'] as const);
    const { project, list } = await stage(Object.fromEntries(entries), { isGit: true });
    await project.git('add', '.');
    await settle(project);
    const first = await expectQuick(1_500, list);
    const again = await expectQuick(40, list);
    expect(again).toBe(first);
    expect(first).toHaveLength(5000);
  });
});
