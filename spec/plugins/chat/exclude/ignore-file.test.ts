import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addIgnoredPath,
  readIgnorePatterns,
  removeIgnorePattern,
} from '../../../../plugins/chat/exclude/ignore-file.js';
import { projectWriter } from '../../../support/project-writer.js';

let root: string;
let writer: ReturnType<typeof projectWriter>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-ignore-'));
  writer = projectWriter(root);
});
afterEach(async () => {
  await writer.dispose();
  rmSync(root, { recursive: true, force: true });
});

const text = () => readFileSync(join(root, '.devmgrignore'), 'utf8');

it('makes the file, and empties it with its last pattern', async () => {
  expect(await readIgnorePatterns(writer)).toEqual([]);
  expect(await addIgnoredPath(writer, 'app/')).toBe('/app/');
  expect(text()).toBe('/app/\n');
  await removeIgnorePattern(writer, '/app/');
  expect(text()).toBe('');
  expect(await readIgnorePatterns(writer)).toEqual([]);
});

it('keeps what people wrote', async () => {
  writeFileSync(join(root, '.devmgrignore'), '# ours\r\n*.csv\r\n/old/');
  await addIgnoredPath(writer, 'data/big file.json ');
  await addIgnoredPath(writer, 'data/big file.json ');
  expect(text()).toBe('# ours\r\n*.csv\r\n/old/\r\n/data/big file.json\\ \r\n');
  expect(await readIgnorePatterns(writer)).toEqual(['*.csv', '/old/', '/data/big file.json\\ ']);
  await removeIgnorePattern(writer, '*.csv');
  expect(text()).toBe('# ours\r\n/old/\r\n/data/big file.json\\ \r\n');
});

it('means the file that is named, whatever its name holds', async () => {
  expect(await addIgnoredPath(writer, 'app/[id]/*.ts')).toBe('/app/\\[id\\]/\\*.ts');
});
