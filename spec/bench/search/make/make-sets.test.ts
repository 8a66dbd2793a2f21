import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readQueries } from '../query-set.js';
import { git } from './git.js';
import { makeSets, projectName } from './make-sets.js';

let dir: string;
let clone: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-make-sets-'));
  clone = join(dir, 'clone');
  await mkdir(join(clone, 'tests'), { recursive: true });
  await git(clone, ['init', '--quiet', '--initial-branch=main']);
});
afterEach(() => rm(dir, { recursive: true }));

async function commit(subject: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await writeFile(join(clone, path), text);
  await git(clone, ['add', '--all']);
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
  await git(clone, [...person, 'commit', '--quiet', '--no-verify', '-m', subject]);
}

const find = (body: string) => `def find(orders, id):\n    """Find an order by its number."""\n    ${body}\n`;

it('makes queries of docstrings and of commits, the same each time', async () => {
  await commit('Initial commit of everything', { 'orders.py': find('pass'), 'other.py': '' });
  await commit('Look orders up in the table (#1)', {
    'orders.py': find('return orders.table[id] if id in orders else None'),
    'tests/test_orders.py': 'def test_find(): ...\n',
    'new.py': 'x = 1\n',
  });
  await commit('Bump all the packages', { 'other.py': 'x = 1\n' });
  const out = join(dir, 'sets');
  const sets = await makeSets(clone, out, 'sample');
  expect(sets).toMatchObject([
    { task: 'docstring', queries: 1, candidates: 1 },
    { task: 'commit', queries: 1, commit: (await git(clone, ['rev-parse', 'HEAD~2'])).trim() },
  ]);
  const target = { path: 'orders.py', startLine: 1, endLine: 2, grade: 1 };
  const docstring = await readQueries(join(out, 'docstring/queries.jsonl'));
  expect(docstring).toEqual([{ query: 'Find an order by its number.', kind: 'docstring', targets: [target] }]);
  expect(await readFile(join(out, 'docstring/tree/orders.py'), 'utf8')).not.toContain('Find an order');
  const commits = await readQueries(join(out, 'commit/queries.jsonl'));
  const targets = [{ path: 'orders.py', grade: 1 }];
  expect(commits).toEqual([{ query: 'Look orders up in the table', kind: 'commit', targets }]);
  expect(await readFile(join(out, 'commit/tree/orders.py'), 'utf8')).toBe(find('pass'));
  expect(await git(clone, ['status', '--porcelain'])).toBe('');
  expect(await makeSets(clone, out, 'sample')).toEqual(sets);
});

it('makes no queries of commits where there is no history', async () => {
  await commit('Look orders up in the table', { 'orders.py': find('pass') });
  expect((await makeSets(clone, join(dir, 'sets'), 'sample')).map(({ task }) => task)).toEqual(['docstring']);
});

it.each([
  ['/a/flask', 'flask'],
  ['/a/pallets+flask/repo', 'flask'],
  ['/a/flask.git', 'flask'],
  ['/a/flask/.git', 'flask'],
])('calls %s %s', (path, name) => expect(projectName(path)).toBe(name));
