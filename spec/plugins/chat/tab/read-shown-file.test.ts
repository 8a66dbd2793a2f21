import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readShownFile } from '../../../../plugins/chat/tab/read-shown-file.js';

let dir: string;
let root: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'devmgr-read-'));
  root = join(dir, 'project');
  mkdirSync(root);
  writeFileSync(join(dir, 'secret.txt'), 'secret');
});
afterEach(() => rmSync(dir, { recursive: true }));

it('reads files of the project only, and no large ones', async () => {
  writeFileSync(join(root, 'a.py'), 'x = 1\n');
  writeFileSync(join(root, 'large.py'), 'x'.repeat(1_000_001));
  writeFileSync(join(root, 'image'), new Uint8Array([1, 0, 2]));
  symlinkSync(join(dir, 'secret.txt'), join(root, 'link'));
  symlinkSync(join(root, 'a.py'), join(root, 'own'));
  const paths = ['a.py', 'own', 'large.py', 'image', 'link', '../secret.txt', '.', 'gone.py'];
  const texts = await Promise.all(paths.map((path) => readShownFile(root, path)));
  expect(texts).toEqual(['x = 1\n', 'x = 1\n', ...Array<undefined>(6).fill(undefined)]);
});
