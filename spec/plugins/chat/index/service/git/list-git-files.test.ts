import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Processes } from 'devmgr/plugin-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcesses } from '../../../../../../core/processes/create-processes.js';
import { listGitFiles } from '../../../../../../plugins/chat/index/service/git/list-git-files.js';
import { ownEnv, runner, type RunnerUnderTest } from '../../../../../core/processes/runner.js';

let dir: string;
let run: RunnerUnderTest;
let said: string[];
let silenceMs: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-git-'));
  run = await runner();
  said = [];
  silenceMs = 10_000;
});
afterEach(async () => {
  await run[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

const identity = ['-c', 'user.name=spec', '-c', 'user.email=spec@example.org', '-c', 'protocol.file.allow=always'];
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', [...identity, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), `${path}\n`);
  }
}

async function list(
  cwd = dir,
  processes: Processes = run.processes,
  signal: AbortSignal = new AbortController().signal,
) {
  const note = (message: string) => void said.push(message);
  const log = { debug: note, warn: (message: string) => note(`warn: ${message}`) };
  const paths = await listGitFiles({ cwd, processes, signal, log, silenceMs });
  return paths && [...paths].sort();
}

/** As one that was committed. */
function addSubmodule(path: string): void {
  git(dir, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},${path}`);
}

/** A repository without the content of one file, which git gets by a program that leaves a file: its path. */
function makePartialClone(clone: string, missing: string): string {
  git(clone, 'init', '-q');
  git(clone, 'add', '.');
  git(clone, 'commit', '-q', '-m', 'first');
  const [marker, program] = [join(clone, '.git/ran'), join(clone, '.git/get.sh')];
  writeFileSync(program, `#!/bin/sh\ntouch '${marker}'\n`, { mode: 0o755 });
  const blob = git(clone, 'rev-parse', `:${missing}`).toString().trim();
  git(clone, 'update-index', '--skip-worktree', missing);
  rmSync(join(clone, missing));
  rmSync(join(clone, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const settings = {
    'core.repositoryformatversion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    'remote.origin.url': join(clone, '.git'),
    'remote.origin.uploadpack': program,
  };
  for (const [name, value] of Object.entries(settings)) git(clone, 'config', name, value);
  return marker;
}

describe('in a repository', () => {
  beforeEach(() => git(dir, 'init', '-q'));

  it('tracked files and untracked ones that are not ignored are listed', async () => {
    write('app/main.py', 'app/new.py', 'build/out.py', '.env.local', 'gone.py');
    writeFileSync(join(dir, '.gitignore'), 'build/\n.env*\n');
    git(dir, 'add', 'app/main.py', 'gone.py', '.gitignore');
    rmSync(join(dir, 'gone.py'));
    expect(await list()).toEqual(['.gitignore', 'app/main.py', 'app/new.py', 'gone.py']);
  });

  it('names with anything in them come as they are', async () => {
    const names = ['a b.py', 'tab\there.py', 'new\nline.py', 'quo"te.py', 'back\\slash.py', 'ünï/çode.py', '日本.py'];
    write(...names, ' lead.py');
    git(dir, 'add', ...names.slice(0, 4));
    expect(await list()).toEqual([...names, ' lead.py'].sort());
  });

  it('only what lies below a folder of it, from there', async () => {
    write('services/orders/app.py', 'services/orders/db/models.py', 'other.py');
    expect(await list(join(dir, 'services/orders'))).toEqual(['app.py', 'db/models.py']);
  });

  it('of submodules the files, of other repositories inside it the folder', async () => {
    write('lib/source.py', 'nested/deep/inner.py', 'main.py');
    for (const folder of ['lib', 'nested/deep']) {
      git(join(dir, folder), 'init', '-q');
      git(join(dir, folder), 'add', '.');
      git(join(dir, folder), 'commit', '-q', '-m', 'first');
    }
    git(dir, 'submodule', '--quiet', 'add', './lib', 'vendored lib');
    write('vendored lib/new.py', 'nested/deep/new.py');
    addSubmodule('not-fetched');
    git(join(dir, 'lib'), 'worktree', 'add', '-q', '../tree');
    expect(await list()).toEqual([
      '.gitmodules',
      'lib/',
      'main.py',
      'nested/deep/',
      'tree/',
      'vendored lib/new.py',
      'vendored lib/source.py',
    ]);
    expect(said.join()).toContain('not-fetched is left out');
  });

  it('paths that look like a secret of the environment are not masked, and none of many is lost', async () => {
    const processes = createProcesses({
      env: ownEnv(),
      runDir: join(run.dir, 'other'),
      onLine: () => undefined,
      now: Date.now,
      report: () => undefined,
      redact: (text) => text.replaceAll('postgres', '***'),
    });
    const names = Array.from({ length: 6_000 }, (_, at) => `docker/postgres/${'x'.repeat(60)}-${at}.sql`);
    write(...names);
    expect(await list(dir, processes)).toEqual([...names].sort());
    await processes.dispose();
  });

  it('a program that the configuration names as monitor is not run', async () => {
    write('a.py');
    const trace = join(dir, '.git/ran');
    git(dir, 'config', 'core.fsmonitor', `touch ${trace}; false`);
    expect(await list()).toEqual(['a.py']);
    expect(() => rmSync(trace)).toThrow('ENOENT');
  });

  it.each(['.', 'nested'])(
    'a program that a partial clone (%s) would fetch an ignore file with is not run',
    async (at) => {
      const clone = join(dir, at);
      write(`${at}/a.py`, `${at}/s/.gitignore`, `${at}/s/b.py`);
      const marker = makePartialClone(clone, 's/.gitignore');
      const found = ['a.py', 's/.gitignore', 's/b.py', 's/untracked.txt'].map((path) => join(at, path));
      writeFileSync(join(clone, 's/untracked.txt'), 'n\n');
      if (at !== '.') addSubmodule(at);
      expect(await list()).toEqual(found);
      expect(existsSync(marker)).toBe(false);
    },
  );

  it.each(['.', 'nested'])('git is stopped when a pipe keeps it (%s), with a warning', async (at) => {
    write('a.py', `${at}/s/b.py`);
    if (at !== '.') {
      git(join(dir, at), 'init', '-q');
      addSubmodule(at);
    }
    execFileSync('mkfifo', [join(dir, at, 's/.gitignore')]);
    silenceMs = 500;
    expect(await list()).toBeUndefined();
    expect(said.at(-1)).toMatch(/^warn: .*git has said nothing for 0.5 s/);
  });

  it('a repository whose files lie elsewhere is not answered for', async () => {
    write('a.py', 'other/b.py');
    git(dir, 'config', 'core.worktree', join(dir, 'other'));
    expect(await list()).toBeUndefined();
    expect(said.join()).toContain('the files of this repository lie in');
    git(dir, 'config', 'core.worktree', dir);
    expect(await list()).toEqual(['a.py', 'other/b.py']);
  });

  it('variables of a git hook that devmgr runs in do not lead elsewhere', async () => {
    write('a.py');
    await run[Symbol.asyncDispose]();
    run = await runner({ ...ownEnv(), GIT_DIR: join(dir, 'nowhere'), GIT_INDEX_FILE: join(dir, 'nothing') });
    expect(await list()).toEqual(['a.py']);
  });

  it('a folder that is ignored as a whole is not answered for', async () => {
    write('build/app.py');
    writeFileSync(join(dir, '.gitignore'), 'build/\n');
    expect(await list(join(dir, 'build'))).toBeUndefined();
  });
});

it('is not answered where there is no repository, and a debug line says why', async () => {
  write('a.py');
  expect(await list()).toBeUndefined();
  expect(said.join()).toContain('not a git repository');
});

it('is not answered without git', async () => {
  await run[Symbol.asyncDispose]();
  run = await runner({ PATH: join(dir, 'empty') });
  expect(await list()).toBeUndefined();
  expect(said).toHaveLength(1);
});

it('stops when it is aborted', async () => {
  await expect(list(dir, run.processes, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
