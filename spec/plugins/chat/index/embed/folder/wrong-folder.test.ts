import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import { writeFiles } from '../../../../../fixtures/models/write-files.js';
import { embedDeps } from '../embed-deps.js';
import { makeTinyTransformer, type TinyTransformer } from './tiny-transformer.js';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-wrong-'));
});

afterEach(() => rm(dir, { recursive: true }));

async function failure(path = dir): Promise<{ readonly message: string; readonly hint: string }> {
  const error: unknown = await createEmbedder({ kind: 'folder', path }, embedDeps).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'DevmgrError', code: 'PLUGIN_INDEX_UNUSABLE_MODEL' });
  return error as { readonly message: string; readonly hint: string };
}

describe('a folder that is no model', () => {
  it('is not there', async () => {
    expect(await failure(join(dir, 'none'))).toMatchObject({
      message: `There is no folder ${join(dir, 'none')}`,
      hint: expect.stringContaining('embedder') as string,
    });
  });

  it('has no tokenizer', async () => {
    await makeTinyTransformer(dir);
    await rm(join(dir, 'tokenizer.json'));
    const { message, hint } = await failure();
    expect(message).toBe(`tokenizer.json is missing in ${dir}`);
    expect(hint).toContain('devmgr models pull');
  });

  it.each<[string, Readonly<Record<string, object>>]>([
    ['has no weights', {}],
    [
      'has weights for PyTorch only',
      { 'model.safetensors': Buffer.from('weights'), 'config.json': { model_type: 'bert' } },
    ],
    ['has empty weights', { 'onnx/model.onnx': Buffer.alloc(0) }],
  ])('%s', async (_, files) => {
    await makeTinyTransformer(dir);
    await rm(join(dir, 'onnx'), { recursive: true });
    await writeFiles(dir, files);
    expect((await failure()).message).toBe(`onnx/model.onnx is missing in ${dir}`);
  });

  it.each<[string, TinyTransformer, string]>([
    ['has weights that are no model', { files: { 'onnx/model.onnx': Buffer.from('no model') } }, 'cannot be loaded'],
    [
      'has a pointer of Git LFS',
      { files: { 'onnx/model.onnx': Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:12') } },
      'is a Git LFS pointer',
    ],
    ['has a model for something else', { inputs: ['pixel_values'] }, 'an input pixel_values that is not known'],
    ['has an unknown pooling', { files: { '1_Pooling/config.json': { pooling_mode_best: true } } }, 'pooling'],
    ['has a pooling with a new name', { files: { '1_Pooling/config.json': { pooling_mode: 'best' } } }, 'pooling'],
    ['has a broken configuration', { files: { 'sentence_bert_config.json': Buffer.from('{') } }, 'cannot be read'],
    ['has a tokenizer that is none', { files: { 'tokenizer.json': {} } }, 'is no tokenizer that can be used'],
    [
      'lacks a layer',
      { files: { 'modules.json': [{ path: '2_Dense', type: 'sentence_transformers.models.Dense' }] } },
      'lacks the Dense layer',
    ],
  ])('%s', async (_, model, message) => {
    await makeTinyTransformer(dir, model);
    const found = await failure();
    expect(found.message).toContain(message);
    expect(found.hint).not.toBe('');
  });

  const configs = ['config.json', 'modules.json', 'tokenizer_config.json'];

  it.skipIf(process.platform === 'win32').each(configs)('has a pipe in the place of %s', async (name) => {
    await makeTinyTransformer(dir);
    await rm(join(dir, name), { force: true });
    execFileSync('mkfifo', [join(dir, name)]);
    expect((await failure()).message).toContain(`${join(dir, name)} cannot be read: it is no file`);
  });

  it.each([...configs, 'tokenizer.json'])('has a %s that is far too large', async (name) => {
    await makeTinyTransformer(dir, { files: { [name]: {} } });
    await truncate(join(dir, name), 60_000_000);
    expect((await failure()).message).toMatch(/cannot be read: it is larger than (?:1|50) MB/);
  });
});
