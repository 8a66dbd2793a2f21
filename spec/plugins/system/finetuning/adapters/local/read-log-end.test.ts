import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLogEnd } from '../../../../../../plugins/system/finetuning/adapters/local/read/read-log-end.js';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-log-end-'));
  file = join(dir, 'log.txt');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('gives the last whole lines, also of a long file', async () => {
  expect(await readLogEnd(file, 3)).toEqual([]);
  expect(await readLogEnd(dir, 3)).toEqual([]);
  await writeFile(file, 'one\ntwo\n\nhal');
  expect(await readLogEnd(file, 9)).toEqual(['one', 'two', '']);
  expect(await readLogEnd(file, 2)).toEqual(['two', '']);
  await appendFile(file, 'f\n');
  expect(await readLogEnd(file, 1)).toEqual(['half']);
});

it('reads its end only, from the first line that is whole there', async () => {
  await writeFile(file, Array.from({ length: 20_000 }, (_, at) => `line ${at} é\n`).join(''));
  const lines = await readLogEnd(file, 100_000);
  expect(lines.at(-1)).toBe('line 19999 é');
  expect(lines.length).toBeLessThan(6_000);
  const first = Number(lines[0]?.split(' ')[1]);
  expect(lines).toEqual(Array.from({ length: 20_000 - first }, (_, at) => `line ${first + at} é`));
});
