import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRipgrep, Ripgrep } from './ripgrep.js';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-ripgrep-'));
  await writeFile(join(dir, 'a.py'), 'order\n\nOrder table order\n');
  await writeFile(join(dir, 'b c.py'), 'tables of orders\n');
  await writeFile(join(dir, 'd.py'), 'orders: order\n');
});
afterAll(() => rm(dir, { recursive: true }));

const passages = [
  { path: 'a.py', startLine: 1, endLine: 2 },
  { path: 'a.py', startLine: 3, endLine: 3 },
  { path: 'b c.py', startLine: 1, endLine: 1 },
  { path: 'd.py', startLine: 1, endLine: 1 },
];

describe.skipIf(!hasRipgrep())('ripgrep', () => {
  const search = (answers: 'file' | 'place', query: string) => new Ripgrep(dir, passages, answers).search(query);

  it('ranks files by different words, then by hits', async () => {
    expect((await search('file', 'order table')).map(({ path }) => path)).toEqual(['a.py', 'b c.py', 'd.py']);
  });

  it('ranks passages', async () => {
    const [, second, third, fourth] = passages;
    expect(await search('place', 'Order table')).toEqual([second, third, fourth, passages[0]]);
  });

  it('finds nothing', async () => {
    expect(await search('file', 'nowhere')).toEqual([]);
    expect(await search('file', '-- ?')).toEqual([]);
  });
});
