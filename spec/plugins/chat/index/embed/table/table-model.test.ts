import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder } from '../../../../../../plugins/chat/index/embed/embedder.js';
import { tokenizerJson, vocabularyOf } from '../../../../../fixtures/models/tiny-vocabulary.js';
import { writeFiles } from '../../../../../fixtures/models/write-files.js';
import { writeOnnx } from '../../../../../fixtures/models/write-onnx.js';
import { embedDeps, signal } from '../embed-deps.js';
import { writeSafetensors, type SafeTensor } from './write-safetensors.js';

const words = { north: [1, 0, 0], east: [0, 1, 0], up: [0, 0, 1], far: [3, 4, 0] };
const vocabulary = vocabularyOf(Object.keys(words));
/** Unknown words have a vector too: it must not take part. */
const rows = [...vocabulary.keys()].map((word) => ({ ...words, '<unk>': [9, 9, 9] })[word] ?? [0, 0, 0]);
const size = rows.length;
const table: SafeTensor = { dtype: 'F32', shape: [size, 3], values: Float32Array.from(rows.flat()) };
const files = {
  'tokenizer.json': tokenizerJson(vocabulary),
  'config.json': { model_type: 'model2vec', normalize: true },
};

let dir: string;
let opened: Embedder[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-table-'));
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((embedder) => embedder.dispose()));
  await rm(dir, { recursive: true });
});

async function vectorsOf(content: Readonly<Record<string, object>>, ...texts: readonly string[]): Promise<number[][]> {
  await writeFiles(dir, { ...files, ...content });
  const embedder = (await createEmbedder({ kind: 'folder', path: dir }, embedDeps))!;
  opened.push(embedder);
  const vectors = await embedder.embed(
    texts.map((text) => ({ text })),
    { signal },
  );
  expect(embedder.dimensions).toBe(3);
  return vectors.map((vector) => [...vector].map((value) => Math.round(value * 1000) / 1000));
}

const expected = [
  [1, 0, 0],
  [0.707, 0.707, 0],
  [0.6, 0.8, 0],
  [0, 0, 0],
];
const texts = ['north', 'north what east', 'far', 'what is this'];

describe('a folder of Model2Vec', () => {
  it('takes the mean of the vectors of the known tokens, at unit length', async () => {
    const content = { 'model.safetensors': writeSafetensors({ embeddings: table }) };
    expect(await vectorsOf(content, ...texts)).toEqual(expected);
  });

  it('takes the table although there is an ONNX file, which has no weights of tokens', async () => {
    const weights = Float32Array.from(rows, (_, id) => (id === vocabulary.get('east') ? 3 : 1));
    const content = {
      'model.safetensors': writeSafetensors({
        embeddings: table,
        weights: { dtype: 'F32', shape: [size], values: weights },
      }),
      'onnx/model.onnx': Buffer.from('not looked at'),
    };
    expect(await vectorsOf(content, 'north east')).toEqual([[0.316, 0.949, 0]]);
  });

  it('follows a mapping of tokens to rows', async () => {
    const mapping = BigInt64Array.from(rows, (_, id) => (id === vocabulary.get('east') ? 1n : 0n));
    const content = {
      'model.safetensors': writeSafetensors({
        embeddings: { dtype: 'F32', shape: [2, 3], values: Float32Array.of(1, 0, 0, 0, 0, 1) },
        mapping: { dtype: 'I64', shape: [size], values: mapping },
      }),
    };
    expect(await vectorsOf(content, 'east', 'up')).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  it.each<[string, ArrayBufferView]>([
    ['F64', Float64Array.from(rows.flat())],
    ['F16', Uint16Array.from(rows.flat(), (value) => ({ 0: 0, 1: 0x3c00, 3: 0x4200, 4: 0x4400 })[value] ?? 0x4880)],
    ['BF16', Uint16Array.from(rows.flat(), (value) => new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16)],
    ['I8', Int8Array.from(rows.flat())],
  ])('reads numbers of %s', async (dtype, values) => {
    const content = { 'model.safetensors': writeSafetensors({ embeddings: { dtype, shape: [size, 3], values } }) };
    expect(await vectorsOf(content, ...texts)).toEqual(expected);
  });

  it("reads sentence-transformers' folder of a static embedding", async () => {
    const content = {
      'config.json': {},
      'modules.json': [{ idx: 0, path: '0_StaticEmbedding', type: 'sentence_transformers.models.StaticEmbedding' }],
      '0_StaticEmbedding/model.safetensors': writeSafetensors({ 'embedding.weight': table }),
    };
    expect(await vectorsOf(content, ...texts)).toEqual(expected);
  });

  it('runs the ONNX file where there is no table', async () => {
    expect(await vectorsOf({ 'onnx/model.onnx': bagGraph() }, ...texts)).toEqual(expected);
  });

  it('stops when it is aborted, with the reason', async () => {
    await vectorsOf({ 'model.safetensors': writeSafetensors({ embeddings: table }) });
    const abort = new AbortController();
    const reason = new Error('no longer wanted');
    const running = opened[0]!.embed(new Array(1000).fill({ text: 'north' }), { signal: abort.signal });
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
  });

  it.each<[string, Buffer, string]>([
    ['ends early', writeSafetensors({ embeddings: table }).subarray(0, -4), 'not whole'],
    ['is empty but for its length', Buffer.alloc(8, 255), 'not whole'],
    ['has another table', writeSafetensors({ 'bert.weight': table }), 'no table named embeddings'],
    ['has another shape', writeSafetensors({ embeddings: { ...table, shape: [size, 4] } }), 'not its shape'],
    ['has strange numbers', writeSafetensors({ embeddings: { ...table, dtype: 'F4' } }), 'of F4'],
  ])('refuses a file that %s', async (_, bytes, message) => {
    await expect(vectorsOf({ 'model.safetensors': bytes }, 'north')).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_UNUSABLE_MODEL',
      message: expect.stringContaining(message) as string,
    });
  });
});

/**
 * What an EmbeddingBag does: the mean of the vectors from each offset to the next. Made of a matrix that has 1 where a token
 * comes at an offset or after it and before the next one.
 */
function bagGraph(): Buffer {
  return writeOnnx({
    inputs: [
      { name: 'input_ids', type: 'int64', dims: ['tokens'] },
      { name: 'offsets', type: 'int64', dims: ['batch'] },
    ],
    outputs: [{ name: 'embeddings', type: 'float', dims: ['batch', 3] }],
    nodes: [
      { type: 'Gather', inputs: ['vectors', 'input_ids'], outputs: ['rows'] },
      { type: 'Shape', inputs: ['input_ids'], outputs: ['count'] },
      { type: 'Squeeze', inputs: ['count'], outputs: ['end'] },
      { type: 'Range', inputs: ['zero', 'end', 'one'], outputs: ['places'] },
      { type: 'Slice', inputs: ['offsets', 'ones', 'many'], outputs: ['later'] },
      { type: 'Concat', inputs: ['later', 'count'], outputs: ['ends'], attributes: { axis: 0 } },
      { type: 'Unsqueeze', inputs: ['offsets', 'ones'], outputs: ['start_each'] },
      { type: 'Unsqueeze', inputs: ['ends', 'ones'], outputs: ['end_each'] },
      { type: 'Less', inputs: ['places', 'start_each'], outputs: ['before'] },
      { type: 'Not', inputs: ['before'], outputs: ['begun'] },
      { type: 'Less', inputs: ['places', 'end_each'], outputs: ['not_ended'] },
      { type: 'And', inputs: ['begun', 'not_ended'], outputs: ['within'] },
      { type: 'Cast', inputs: ['within'], outputs: ['weights'], attributes: { to: 1 } },
      { type: 'MatMul', inputs: ['weights', 'rows'], outputs: ['sums'] },
      { type: 'ReduceSum', inputs: ['weights', 'ones'], outputs: ['lengths'], attributes: { keepdims: 1 } },
      { type: 'Div', inputs: ['sums', 'lengths'], outputs: ['embeddings'] },
    ],
    constants: [
      { name: 'vectors', dims: [size, 3], values: rows.flat() },
      { name: 'zero', dims: [], values: [0], isInteger: true },
      { name: 'one', dims: [], values: [1], isInteger: true },
      { name: 'ones', dims: [1], values: [1], isInteger: true },
      { name: 'many', dims: [1], values: [1_000_000], isInteger: true },
    ],
  });
}
