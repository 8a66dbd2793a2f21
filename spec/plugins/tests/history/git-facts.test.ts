import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import { gitFacts } from '../../../../plugins/tests/history/git-facts.js';

let folder: string;
let processes: ProcessesHost;
const env = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-git-'));
  await mkdir(join(folder, 'project'));
  processes = createProcesses({ env, runDir: join(folder, 'run'), onLine() {}, now: Date.now, report() {} });
});
afterEach(async () => {
  await processes.dispose();
  await rm(folder, { recursive: true, force: true });
});

const root = () => join(folder, 'project');
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    cwd: root(),
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();

it('knows nothing without a repository, and before the first commit', async () => {
  const nothing = { commit: undefined, branch: undefined, isDirty: true };
  expect(await gitFacts(processes, root())).toEqual(nothing);
  git('init', '-q');
  expect(await gitFacts(processes, root())).toEqual(nothing);
  expect(
    await gitFacts(
      {
        spawn: () => {
          throw new Error('no processes');
        },
      },
      root(),
    ),
  ).toEqual(nothing);
});

it('tells commit, branch and whether something is changed', async () => {
  git('init', '-q', '-b', 'work/ü');
  await writeFile(join(root(), 'a.py'), '');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  const clean = { commit: git('rev-parse', 'HEAD'), branch: 'work/ü', isDirty: false };
  expect(await gitFacts(processes, root())).toEqual(clean);
  // What running the tests leaves behind is no change.
  await mkdir(join(root(), 'pkg', '__pycache__'), { recursive: true });
  await writeFile(join(root(), 'pkg', '__pycache__', 'a.pyc'), '');
  await writeFile(join(root(), '.coverage'), '');
  await writeFile(join(root(), 'notes.txt'), '');
  expect(await gitFacts(processes, root())).toEqual(clean);
  await writeFile(join(root(), 'pkg', 'b.py'), '');
  git('add', 'pkg/b.py');
  git('commit', '-q', '-m', 'second');
  expect((await gitFacts(processes, root())).isDirty).toBe(false);
  await writeFile(join(root(), 'new.py'), '');
  expect((await gitFacts(processes, root())).isDirty).toBe(true);
  await rm(join(root(), 'new.py'));
  await writeFile(join(root(), 'a.py'), 'x = 1');
  await writeFile(join(root(), 'pkg', 'ünew file.py'), '');
  const changed = await gitFacts(processes, root());
  expect(changed.isDirty).toBe(true);
  expect(changed.treeState).toBeGreaterThan(1);
  // The same changes, seen once more; and others.
  await writeFile(join(root(), 'notes.txt'), 'more');
  expect(await gitFacts(processes, root())).toEqual(changed);
  await writeFile(join(root(), 'pkg', 'ünew file.py'), 'y = 2');
  expect((await gitFacts(processes, root())).treeState).not.toBe(changed.treeState);
  await rm(join(root(), 'pkg', 'ünew file.py'));
  git('checkout', '-q', '--', 'a.py');
  git('checkout', '-q', '--detach');
  expect(await gitFacts(processes, root())).toMatchObject({ branch: undefined, isDirty: false });
});
