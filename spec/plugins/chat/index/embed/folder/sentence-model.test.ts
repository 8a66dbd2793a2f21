import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder } from '../../../../../../plugins/chat/index/embed/embedder.js';
import { makeEmbeddingModel } from '../../../../../fixtures/models/make-embedding-model.js';
import { embedDeps, signal } from '../embed-deps.js';
import { makeTinyTransformer, type TinyTransformer } from './tiny-transformer.js';

let dir: string;
let opened: Embedder[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-model-'));
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((embedder) => embedder.dispose()));
  await rm(dir, { recursive: true });
});

async function open(): Promise<Embedder> {
  const embedder = (await createEmbedder({ kind: 'folder', path: dir }, embedDeps))!;
  opened.push(embedder);
  return embedder;
}

/** Of queries with a tiny transformer. */
async function vectorsOf(texts: readonly string[], model?: TinyTransformer): Promise<number[][]> {
  await makeTinyTransformer(dir, model);
  const vectors = await (
    await open()
  ).embed(
    texts.map((text) => ({ text })),
    { signal },
  );
  return vectors.map((vector) => rounded(vector));
}

const rounded = (vector: Float32Array): number[] => [...vector].map((value) => Math.round(value * 1000) / 1000 + 0);
const pooling = (mode: string): TinyTransformer => ({ files: { '1_Pooling/config.json': { [mode]: true } } });

describe('a folder of sentence-transformers', () => {
  it('takes the mean of the vectors of the tokens, at unit length', async () => {
    expect(await vectorsOf(['north', 'north east', 'far', 'north nothing'])).toEqual([
      [1, 0, 0, 0],
      [0.707, 0.707, 0, 0],
      [0.6, 0.8, 0, 0],
      [1, 0, 0, 0],
    ]);
  });

  it.each([
    ['pooling_mode_cls_token', [1, 0, 0, 0]],
    ['pooling_mode_lasttoken', [0, 0, 1, 0]],
    ['pooling_mode_max_tokens', [0.577, 0.577, 0.577, 0]],
    ['pooling_mode_mean_sqrt_len_tokens', [0.577, 0.577, 0.577, 0]],
    ['pooling_mode_weightedmean_tokens', [0.267, 0.535, 0.802, 0]],
  ])('pools as %s says, whatever is beside a text', async (mode, expected) => {
    const [vector] = await vectorsOf(['north east up', 'out out out out out out'], pooling(mode));
    expect(vector).toEqual(expected);
  });

  it('knows the newer name of a pooling, in the folder that modules.json names', async () => {
    const files = {
      'modules.json': [
        { idx: 0, path: '', type: 'sentence_transformers.models.Transformer' },
        { idx: 1, path: 'pool', type: 'sentence_transformers.models.Pooling' },
      ],
      'pool/config.json': { embedding_dimension: 4, pooling_mode: 'lasttoken', include_prompt: true },
    };
    expect(await vectorsOf(['north east'], { files })).toEqual([[0, 1, 0, 0]]);
  });

  it('puts the vectors of two poolings together', async () => {
    const files = { '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_max_tokens: true } };
    const [vector] = await vectorsOf(['north east'], { files });
    expect(vector).toEqual([0.577, 0, 0, 0, 0.577, 0.577, 0, 0]);
  });

  it('cuts texts at max_seq_length and keeps the special tokens around them', async () => {
    const files = {
      'sentence_bert_config.json': { max_seq_length: 4 },
      '1_Pooling/config.json': { pooling_mode_lasttoken: true },
    };
    const model = { files, isWrapped: true };
    expect(await vectorsOf(['north east up up up up'], model)).toEqual([[0, 0, 0, -1]]);
    const mean = { files: { 'sentence_bert_config.json': { max_seq_length: 4 } }, isWrapped: true };
    await rm(join(dir, '1_Pooling'), { recursive: true });
    expect(await vectorsOf(['north east up up up up'], mean)).toEqual([[0.707, 0.707, 0, 0]]);
  });

  it('puts prompts before queries and documents', async () => {
    const files = { 'config_sentence_transformers.json': { prompts: { query: 'query: ', passage: 'passage: ' } } };
    await makeTinyTransformer(dir, { files });
    const [query, document] = await (
      await open()
    ).embed([{ text: 'north' }, { path: 'east', text: 'far' }], { signal });
    expect(rounded(query!)).toEqual(rounded(unit([1, 0, 5, 0])));
    expect(rounded(document!)).toEqual(rounded(unit([3, 5, -5, 0])));
  });

  it('leaves the prompt out of pooling where the model wants it so', async () => {
    const files = {
      'config_sentence_transformers.json': { prompts: { one: 'query: up ' }, default_prompt_name: 'one' },
      '1_Pooling/config.json': { pooling_mode_mean_tokens: true, include_prompt: false },
    };
    expect(await vectorsOf(['north east', 'far'], { files })).toEqual([
      [0.707, 0.707, 0, 0],
      [0.6, 0.8, 0, 0],
    ]);
  });

  it.each<[string, TinyTransformer]>([
    ['token types', { inputs: ['attention_mask', 'token_type_ids'] }],
    ['positions', { inputs: ['attention_mask', 'position_ids'] }],
    ['short numbers', { type: 'int32' }],
    ['no mask', { inputs: [] }],
  ])('feeds a model that takes %s', async (_, model) => {
    expect(await vectorsOf(['north', 'east east up', 'up'], model)).toEqual([
      [1, 0, 0, 0],
      [0, 0.894, 0.447, 0],
      [0, 0, 1, 0],
    ]);
  });

  it('takes the vector of the whole text where the model gives one', async () => {
    const model: TinyTransformer = {
      output: 'sentence_embedding',
      files: { 'modules.json': [{ path: '2_Dense', type: 'sentence_transformers.models.Dense' }] },
    };
    expect(await vectorsOf(['north up'], model)).toEqual([rounded(unit([2, 0, 1, 0]))]);
  });

  it.each([
    'model.onnx',
    'onnx/model.onnx',
    'onnx/model_quantized.onnx',
    'onnx/model_O4.onnx',
    'model_qint8_arm64.onnx',
  ])('finds the weights in %s', async (weights) => {
    expect(await vectorsOf(['north'], { weights })).toEqual([[1, 0, 0, 0]]);
  });

  it('runs a folder as transformers.js has it', async () => {
    await makeEmbeddingModel(dir, 'pooling_mode_cls_token');
    const embedder = await open();
    const [vector] = await embedder.embed([{ text: 'far north' }], { signal });
    expect(rounded(vector!)).toEqual([0.6, 0.8, 0]);
    expect(embedder.dimensions).toBe(3);
  });

  it('gives many texts of all lengths their own vectors', async () => {
    await makeTinyTransformer(dir, { isWrapped: true, ...pooling('pooling_mode_max_tokens') });
    const words = ['north', 'east', 'up'];
    const texts = Array.from({ length: 300 }, (_, i) => `${words[i % 3]} `.repeat(1 + ((i * 37) % 120)));
    const vectors = await (
      await open()
    ).embed(
      texts.map((text) => ({ text })),
      { signal },
    );
    vectors.forEach((vector, i) => expect(vector.subarray(0, 3).findIndex((value) => value > 0)).toBe(i % 3));
  });

  it('gives zeros for a text without any token', async () => {
    expect(await vectorsOf(['', 'north'])).toEqual([
      [0, 0, 0, 0],
      [1, 0, 0, 0],
    ]);
  });

  it('has another id when the weights or the settings are others, and the same otherwise', async () => {
    await makeTinyTransformer(dir);
    const first = await open();
    expect(first.id).toMatch(/^local\/devmgr-model-\w+@[0-9a-f]{8}$/);
    expect((await open()).id).toBe(first.id);
    await writeFile(join(dir, 'sentence_bert_config.json'), '{"max_seq_length": 77}');
    const second = await open();
    expect(second.id).not.toBe(first.id);
    await makeTinyTransformer(dir, { inputs: [] });
    expect((await open()).id).not.toBe(second.id);
  });

  it('stops when it is aborted, with the reason', async () => {
    await makeTinyTransformer(dir);
    const embedder = await open();
    const abort = new AbortController();
    const reason = new Error('no longer wanted');
    const running = embedder.embed([{ text: 'north '.repeat(500) }, { text: 'east' }], { signal: abort.signal });
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
  });
});

function unit(values: readonly number[]): Float32Array {
  return Float32Array.from(values, (value) => value / Math.hypot(...values));
}
