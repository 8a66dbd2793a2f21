import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readBatch } from '../../../../plugins/chat/cli/read-batch.js';

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-batch-'));
  file = join(dir, 'questions.jsonl');
});

afterEach(() => rm(dir, { recursive: true }));

async function* noLines(): AsyncGenerator<string> {}

async function* lines(...all: readonly string[]): AsyncGenerator<string> {
  yield* all;
}

it('reads a file that begins with the mark of an editor of Windows', async () => {
  await writeFile(file, '\uFEFF{"id": 1, "query": "orders"}\r\n{"id": 2, "query": "refunds"}\r\n');
  const both = [
    { id: 1, query: 'orders' },
    { id: 2, query: 'refunds' },
  ];
  expect(await readBatch(file, noLines())).toEqual(both);
  expect(await readBatch('-', lines('\uFEFF{"id": 1, "query": "orders"}'))).toEqual([both[0]]);
});

it('says that a file is too large', async () => {
  await writeFile(file, '');
  await truncate(file, 200_000_000);
  await expect(readBatch(file, noLines())).rejects.toMatchObject({
    code: 'DEVMGR_USAGE',
    message: `${file} cannot be read: it is larger than 100 MB`,
  });
});
