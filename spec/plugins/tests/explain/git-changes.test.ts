import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import { gitChanges } from '../../../../plugins/tests/explain/git-changes.js';
import { gitFacts } from '../../../../plugins/tests/history/git-facts.js';

let folder: string;
let processes: ProcessesHost;
const root = () => join(folder, 'project');
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root(), encoding: 'utf8' }).trim();
const write = (rate: number) =>
  writeFile(join(root(), 'prices.py'), `def total(sum):\n    rate = ${rate}\n    return sum * rate\n`);
const changes = async (green?: string, frames = [{ path: 'prices.py', line: 3, function: 'total' }]) => {
  const { signal } = new AbortController();
  const parts = await gitChanges({ root: root(), frames, green, processes, clock: new FakeClock(), signal });
  return parts.map(({ title, lines }) => [title, ...lines]);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-changes-'));
  await mkdir(root());
  const env = { ...(process.env as Record<string, string>) };
  processes = createProcesses({ env, runDir: join(folder, 'run'), onLine() {}, now: Date.now, report() {} });
});
afterAll(async () => {
  await processes.dispose();
  await rm(folder, { recursive: true, force: true });
});

it('tells what changed since green, since the last commit, or with it', async () => {
  await write(1);
  expect(await changes()).toEqual([]);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'Prices');
  const green = git('rev-parse', 'HEAD');
  // The whole file came with it.
  expect(await changes()).toEqual([]);
  await write(2);
  const hunk = ['-    rate = 1', '+    rate = 2'];
  expect(await changes()).toEqual([expect.arrayContaining(['Changed since the last commit', 'prices.py', ...hunk])]);
  // A commit that is not there any more.
  expect(await changes('0123456789abcdef')).toEqual([
    expect.arrayContaining(['Changed since the last commit', ...hunk]),
  ]);
  git('commit', '-qam', 'Other rates');
  expect(await changes(green)).toEqual([
    expect.arrayContaining([`Changed since all tests passed (${green.slice(0, 9)})`, ...hunk]),
  ]);
  expect(await changes()).toEqual([
    expect.arrayContaining([
      expect.stringMatching(/^The last commit that touched prices\.py:3: \w+ Other rates$/),
      ...hunk,
    ]),
  ]);
  expect(await changes(undefined, [])).toEqual([]);
});

it('starts no program that the configuration of a project names', async () => {
  const mark = join(folder, 'was-started');
  const script = join(folder, 'evil.sh');
  await writeFile(script, `#!/bin/sh\ntouch ${mark}\ncat "$1" 2>/dev/null\n`, { mode: 0o755 });
  const filters = ['filter.evil.clean', 'filter.evil.smudge', 'filter.two.words.process'];
  for (const key of ['diff.external', 'core.fsmonitor', 'core.pager', 'diff.evil.textconv', 'gpg.program', ...filters])
    git('config', key, script);
  git('config', 'log.showSignature', 'true');
  git('config', 'filter.two.words.required', 'true');
  await writeFile(join(root(), '.gitattributes'), '*.py diff=evil filter=evil\n*.txt filter=two.words\n');
  await write(3);
  expect(await changes()).toEqual([expect.arrayContaining(['+    rate = 3'])]);
  expect(await gitFacts(processes, root())).toMatchObject({ branch: expect.any(String) as string, isDirty: true });
  expect(existsSync(mark)).toBe(false);
  await write(2);
  expect((await changes()).length).toBe(1);
  expect(existsSync(mark)).toBe(false);
  // A filter that git could not be told to leave out.
  git('config', 'filter.a=b.clean', script);
  await writeFile(join(root(), '.gitattributes'), '*.py filter=a=b\n');
  await write(4);
  expect(await changes()).toEqual([]);
  expect(await gitFacts(processes, root())).toMatchObject({ commit: undefined });
  expect(existsSync(mark)).toBe(false);
});
