import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addIgnoredPath,
  readIgnorePatterns,
  removeIgnorePattern,
} from '../../../../plugins/chat/exclude/ignore-file.js';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'devmgr-ignore-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const text = () => readFileSync(join(root, '.devmgrignore'), 'utf8');

it('makes the file, and takes it away with its last pattern', async () => {
  expect(await readIgnorePatterns(root)).toEqual([]);
  expect(await addIgnoredPath(root, 'app/')).toBe('/app/');
  expect(text()).toBe('/app/\n');
  await removeIgnorePattern(root, '/app/');
  expect(existsSync(join(root, '.devmgrignore'))).toBe(false);
});

it('keeps what people wrote', async () => {
  writeFileSync(join(root, '.devmgrignore'), '# ours\r\n*.csv\r\n/old/');
  await addIgnoredPath(root, 'data/big file.json ');
  await addIgnoredPath(root, 'data/big file.json ');
  expect(text()).toBe('# ours\r\n*.csv\r\n/old/\n/data/big file.json\\ \n');
  expect(await readIgnorePatterns(root)).toEqual(['*.csv', '/old/', '/data/big file.json\\ ']);
  await removeIgnorePattern(root, '*.csv');
  expect(text()).toBe('# ours\r\n/old/\n/data/big file.json\\ \n');
});

it('means the file that is named, whatever its name holds', async () => {
  expect(await addIgnoredPath(root, 'app/[id]/*.ts')).toBe('/app/\\[id\\]/\\*.ts');
});
