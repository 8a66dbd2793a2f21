import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedder, type EmbedderDeps } from '../../../../../plugins/chat/index/embed/create-embedder.js';
import type { EmbedderChoice } from '../../../../../plugins/chat/index/embed/embedder.js';
import { embedDeps } from './embed-deps.js';
import { makeTinyTransformer } from './folder/tiny-transformer.js';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-embed-'));
});

afterEach(() => rm(dir, { recursive: true }));

const builtIn: EmbedderChoice = { kind: 'built-in' };

/** A module in the temporary folder. */
async function moduleOf(name: string, code: string): Promise<string> {
  await writeFile(join(dir, name), code);
  return pathToFileURL(join(dir, name)).href;
}

const withRuntime = (onnxruntime: string | undefined): EmbedderDeps => ({
  ...embedDeps,
  modules: { ...embedDeps.modules, onnxruntime },
});

describe('createEmbedder', () => {
  it('makes nothing when nothing is chosen', async () => {
    expect(await createEmbedder({ kind: 'none' }, withRuntime(undefined))).toBeUndefined();
  });

  it('says that only keywords are left where ONNX Runtime is not installed', async () => {
    await expect(createEmbedder(builtIn, withRuntime(undefined))).rejects.toMatchObject({
      name: 'DevmgrError',
      code: 'PLUGIN_INDEX_NO_RUNTIME',
      message: expect.stringMatching(/keywords only.*not installed/) as string,
      hint: expect.stringContaining('npm install onnxruntime-node') as string,
    });
  });

  it.each([
    [
      'throws',
      `throw new Error("Cannot find module '../bin/napi-v6/aix/ppc64/onnxruntime_binding.node'\\nRequire stack")`,
    ],
    ['is not whole', `export const broken = (`],
  ])('says that only keywords are left where its module %s', async (_, code) => {
    const url = await moduleOf('runtime.mjs', code);
    await expect(createEmbedder(builtIn, withRuntime(url))).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_NO_RUNTIME',
      message: expect.stringContaining(
        `keywords only, no model can run here: ONNX Runtime cannot be loaded on`,
      ) as string,
    });
  });

  it('says that only keywords are left where the binary is refused when it is first used', async () => {
    const create = 'create() { return Promise.reject(new Error("Illegal instruction set")) }';
    const url = await moduleOf('late.mjs', `export const env = {}; export const InferenceSession = { ${create} };`);
    await expect(createEmbedder(builtIn, withRuntime(url))).rejects.toMatchObject({
      message: expect.stringMatching(/keywords only.*Illegal instruction set/) as string,
    });
  });

  it('says what is missing of the built-in model', async () => {
    await expect(createEmbedder(builtIn, { ...embedDeps, modelDir: dir })).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_UNUSABLE_MODEL',
      message: expect.stringContaining(join(dir, 'tokenizer.json')) as string,
      hint: 'Install devmgr again',
    });
  });

  it('says that only keywords are left where the library for tokenizers is missing', async () => {
    await makeTinyTransformer(dir);
    const deps = { ...embedDeps, modules: { ...embedDeps.modules, tokenizers: undefined } };
    await expect(createEmbedder({ kind: 'folder', path: dir }, deps)).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_NO_RUNTIME',
      message: expect.stringContaining('@huggingface/tokenizers is not installed') as string,
    });
  });

  it('refuses a service where nobody can be asked', async () => {
    await expect(createEmbedder({ kind: 'service', selection: 'corp/embed' }, embedDeps)).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_EMBEDDING_FAILED',
    });
  });
});
