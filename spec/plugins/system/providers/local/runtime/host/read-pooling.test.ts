import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPooling } from '../../../../../../../plugins/system/providers/local/runtime/host/read-pooling.js';
import { writeFiles } from '../../../../../../fixtures/models/write-files.js';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'devmgr-pooling-'))));
afterEach(() => rm(dir, { recursive: true }));

it('is the mean where nothing is said', async () => {
  expect(await readPooling(dir)).toBe('mean');
  await writeFiles(dir, { 'modules.json': { not: 'a list' }, '1_Pooling/config.json': Buffer.from('{') });
  expect(await readPooling(dir)).toBe('mean');
});

it('is read where modules.json says, else from 1_Pooling', async () => {
  await writeFiles(dir, {
    '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false },
    '3_Pool/config.json': { pooling_mode_lasttoken: true },
  });
  expect(await readPooling(dir)).toBe('cls');
  const modules = [
    { idx: 0, path: '', type: 'sentence_transformers.models.Transformer' },
    { idx: 1, path: '3_Pool', type: 'sentence_transformers.models.Pooling' },
  ];
  await writeFiles(dir, { 'modules.json': modules });
  expect(await readPooling(dir)).toBe('last_token');
});

it.each([
  [{ pooling_mode_max_tokens: true }, /not known: pooling_mode_max_tokens$/],
  [{ pooling_mode_mean_tokens: true, pooling_mode_cls_token: true }, /pooling_mode_mean_tokens and pooling_mode_cls/],
  [{ word_embedding_dimension: 3 }, /is not known/],
])('is refused when it is %j: the vectors would be others than its makers made', async (config, message) => {
  await writeFiles(dir, { '1_Pooling/config.json': config });
  await expect(readPooling(dir)).rejects.toThrow(message);
});
