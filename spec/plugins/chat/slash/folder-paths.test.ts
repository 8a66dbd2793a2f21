import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderPaths } from '../../../../plugins/chat/slash/folder-paths.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-folders-'));
  mkdirSync(join(root, 'data/deep'), { recursive: true });
  for (const name of ['data/orders.csv', 'data/.hidden', 'data/two words.txt', 'data/deep/last.md'])
    writeFileSync(join(root, name), '');
});
afterEach(() => rmSync(root, { recursive: true }));

async function known(paths: FolderPaths, typed: string): Promise<readonly string[]> {
  const deadline = performance.now() + 30_000;
  for (let found = paths.of(typed); ; found = paths.of(typed)) {
    if (found.length > 0 || performance.now() > deadline) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('lists what lies in the folder that is typed, from the root and absolute', async () => {
  const paths = new FolderPaths(root, () => 0);
  expect(paths.of('data/')).toEqual([]);
  expect(await known(paths, 'data/')).toEqual(['data/deep/', 'data/orders.csv']);
  expect(await known(paths, `${root}/da`)).toEqual([`${root}/data/`]);
  expect(await known(paths, 'data/.h')).toContain('data/.hidden');
  expect(await known(paths, 'data/deep/')).toEqual(['data/deep/last.md']);
});

it('has nothing to offer where nothing can be read', () => {
  const paths = new FolderPaths(root, () => 0);
  expect(paths.of('nowhere/')).toEqual([]);
  expect(paths.of('da')).toEqual([]);
});
