import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SourceFilter } from '../../../../../plugins/tests/watch/sources/source-filter.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'devmgr-sources-'));
  await mkdir(join(root, 'app/made'), { recursive: true });
  await mkdir(join(root, 'env'));
  await writeFile(join(root, 'env/pyvenv.cfg'), '');
  await writeFile(join(root, '.gitignore'), 'build/\n*.log\n/made_*.py\n*.csv\n');
  await writeFile(join(root, 'app/.gitignore'), 'made/*\n!made/kept.py\n!rates.csv\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

it.each([
  ['app/main.py', true],
  ['app/page.html', true],
  ['.env.test', true],
  ['pyproject.toml', true],
  ['app/made/other.py', false],
  ['app/made/kept.py', true],
  ['app/rates.csv', true],
  ['rates.csv', false],
  ['made_by.py', false],
  ['app/made_by.py', true],
  ['app/main.py~', false],
  ['app/.#main.py', false],
  ['app/photo.png', false],
  ['coverage.xml', false],
  ['app/silent.py', false],
])('%s counts: %s', (file, counts) => {
  expect(new SourceFilter(root, ['silent.py']).isSource(join(root, file))).toBe(counts);
});

it('looks into no environments, caches and folders that git ignores; reads rules again when told', async () => {
  const filter = new SourceFilter(root, ['data/', '!build/']);
  const open = (folder: string) => filter.isOpen(join(root, folder));
  expect(['', 'app', 'app/made', 'build'].map(open)).toEqual([true, true, true, true]);
  expect(['env', '.venv', 'app/__pycache__', 'shop.egg-info', 'data'].map(open)).toEqual(Array(5).fill(false));
  expect(filter.isSource(join(root, 'late.py'))).toBe(true);
  await writeFile(join(root, '.gitignore'), 'late.py\n');
  expect(filter.isSource(join(root, 'late.py'))).toBe(true);
  filter.forget(root);
  expect(filter.isSource(join(root, 'late.py'))).toBe(false);
});
