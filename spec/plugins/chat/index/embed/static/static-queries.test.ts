import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder } from '../../../../../../plugins/chat/index/embed/embedder.js';
import { StaticQueries } from '../../../../../../plugins/chat/index/embed/static/static-queries.js';
import { embedDeps, modelDir, signal } from '../embed-deps.js';
import { realTexts } from './real-texts.js';

let model: Embedder;
let folder: string;

beforeAll(async () => {
  model = (await createEmbedder({ kind: 'built-in' }, embedDeps))!;
  folder = await mkdtemp(join(tmpdir(), 'devmgr-queries-'));
});

afterAll(async () => {
  await model.dispose();
  await rm(folder, { recursive: true });
});

const openForQueries = async (): Promise<Embedder> =>
  (await createEmbedder({ kind: 'built-in' }, { ...embedDeps, modules: noModules, forQueries: true }))!;
const noModules = { onnxruntime: undefined, tokenizers: undefined };

describe('StaticQueries', () => {
  it('makes the vectors that ONNX Runtime makes, of queries and of whole texts', async () => {
    const texts = [
      ...['VectorMatrix', 'where are orders validated', 'src/app/main.py', 'vocab', 'Ünïcode ẞtraße', '[UNK]', ''],
      ...realTexts().filter((_, i) => i % 25 === 0),
    ];
    const expected = await model.embed(
      texts.map((text) => ({ text })),
      { signal },
    );
    const queries = await openForQueries();
    expect([queries.id, queries.dimensions]).toEqual([model.id, model.dimensions]);
    for (const [at, text] of texts.entries()) {
      const [vector] = await queries.embed([{ text }], { signal });
      const difference = vector!.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - expected[at]![index]!)),
        0,
      );
      expect(difference, text).toBeLessThan(1e-5);
    }
  });

  it('stops when it is aborted, with the reason', async () => {
    const reason = new Error('enough');
    const queries = await openForQueries();
    await expect(queries.embed([{ text: 'order' }], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('says it when its files are not whole', async () => {
    await cp(modelDir, folder, { recursive: true });
    await truncate(join(folder, 'model.onnx'), 1_000_000);
    expect(() => StaticQueries.open(folder)).toThrow(/model\.onnx cannot be read: it ends within a field/);
    await writeFile(join(folder, 'model.onnx'), 'no model');
    expect(() => StaticQueries.open(folder)).toThrow(expect.objectContaining({ code: 'PLUGIN_INDEX_UNUSABLE_MODEL' }));
    await rm(join(folder, 'model.onnx'));
    expect(() => StaticQueries.open(folder)).toThrow(/ENOENT/);
  });
});
