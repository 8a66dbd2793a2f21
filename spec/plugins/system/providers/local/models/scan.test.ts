import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { chatFiles, modelId, openLibraryStage, type LibraryStage } from './library-stage.js';

async function put(stage: LibraryStage, id: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(stage.dir, id, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

const tokenizer = { 'tokenizer.json': '{}', 'tokenizer_config.json': '{}' };
const config = (content: object) => ({ 'config.json': JSON.stringify(content) });

it('an empty library, and one whose folder is not there', async () => {
  await using stage = await openLibraryStage();
  expect(await stage.library.scan()).toEqual([]);
  await rm(stage.dir, { recursive: true });
  expect(await stage.library.scan()).toEqual([]);
});

it('folders that a person put there: task, weights and window from config and names', async () => {
  await using stage = await openLibraryStage();
  await put(stage, 'me/chat', { ...chatFiles, 'notes.txt': 'x' });
  await put(stage, 'me/half', { ...tokenizer, ...config({ model_type: 'qwen2' }), 'onnx/model_q4f16.onnx': 'w' });
  await put(stage, 'me/bert', {
    ...tokenizer,
    ...config({ model_type: 'bert', max_position_embeddings: 512 }),
    'onnx/model.onnx': 'w',
  });
  await put(stage, 'me/sentences', {
    ...tokenizer,
    ...config({ architectures: ['Qwen3ForCausalLM'] }),
    'modules.json': '[]',
    'onnx/model_quantized.onnx': 'w',
  });
  await put(stage, 'me/sees', {
    ...tokenizer,
    ...config({ model_type: 'smolvlm', text_config: { max_position_embeddings: 8192 } }),
    'onnx/embed_tokens_fp16.onnx': 'w',
    'onnx/vision_encoder_q4.onnx': 'w',
    'onnx/decoder_model_merged_q4.onnx': 'w',
  });
  const found = await stage.library.scan();
  expect(found.map(({ id, task, dtype, contextWindow }) => [id, task, dtype, contextWindow])).toEqual([
    ['me/bert', 'feature-extraction', 'fp32', 512],
    ['me/chat', 'text-generation', 'q4', 2048],
    ['me/half', 'text-generation', 'q4f16', undefined],
    ['me/sees', 'image-text-to-text', { embed_tokens: 'fp16', vision_encoder: 'q4', decoder_model_merged: 'q4' }, 8192],
    ['me/sentences', 'feature-extraction', 'q8', undefined],
  ]);
  expect(found.every(({ revision }) => revision === undefined)).toBe(true);
});

it.each([
  ['no config', { ...tokenizer, 'onnx/model.onnx': 'w' }, /config\.json/],
  ['a config that is no JSON', { ...tokenizer, 'config.json': '{', 'onnx/model.onnx': 'w' }, /config\.json/],
  ['no tokenizer', { ...config({}), 'tokenizer.json': '{}', 'onnx/model.onnx': 'w' }, /tokenizer_config\.json/],
  ['no weights', { ...config({}), ...tokenizer, 'model.safetensors': 'w' }, /weights/],
  ['empty weights', { ...config({}), ...tokenizer, 'onnx/model.onnx': '' }, /weights/],
  [
    'a data file missing',
    {
      ...config({ 'transformers.js_config': { use_external_data_format: { 'model.onnx': 2 } } }),
      ...tokenizer,
      'onnx/model.onnx': 'w',
      'onnx/model.onnx_data': 'w',
    },
    /data file/,
  ],
  [
    'what git leaves without LFS',
    {
      ...config({}),
      ...tokenizer,
      'onnx/model.onnx': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 654\n',
    },
    /Git LFS/,
  ],
  ['a pull that has not ended', { ...chatFiles, '.devmgr-pull.json': '{}' }, /pull/],
  [
    'a record of files that are gone',
    { ...chatFiles, 'devmgr-model.json': record([{ path: 'gone', size: 1 }]) },
    /gone/,
  ],
])('%s: passed over, and told in the debug log', async (_what, files, reason) => {
  await using stage = await openLibraryStage();
  await put(stage, 'me/broken', files);
  await put(stage, modelId, chatFiles);
  expect((await stage.library.scan()).map(({ id }) => id)).toEqual([modelId]);
  expect(stage.debug.find((line) => line.includes('broken'))).toMatch(reason);
});

it('a record that cannot be trusted counts as none', async () => {
  await using stage = await openLibraryStage();
  for (const [name, content] of [
    ['a', record([{ path: '../../secret', size: 1 }])],
    ['b', 'null'],
    ['c', '[]'],
    ['d', record('no list')],
    ['e', JSON.stringify({ ...(JSON.parse(record([])) as object), task: '__proto__' })],
  ] as const) {
    await put(stage, `me/${name}`, { ...chatFiles, 'devmgr-model.json': content });
  }
  const found = await stage.library.scan();
  expect(found.map(({ id, revision }) => [id, revision])).toEqual(
    ['a', 'b', 'c', 'd', 'e'].map((name) => [`me/${name}`, undefined]),
  );
});

it('links are followed to models, not round in circles; odd names are left alone', async () => {
  await using stage = await openLibraryStage();
  await using elsewhere = await openLibraryStage();
  await put(elsewhere, modelId, chatFiles);
  await mkdir(join(stage.dir, 'linked'));
  await symlink(join(elsewhere.dir, modelId), join(stage.dir, 'linked', 'model'));
  await put(stage, 'me/chat', chatFiles);
  await symlink('..', join(stage.dir, 'me', 'chat', 'loop'));
  await symlink(stage.dir, join(stage.dir, 'me', 'again'));
  await symlink('nowhere', join(stage.dir, 'me', 'dangling'));
  await put(stage, 'me/with space', chatFiles);
  await put(stage, '.hidden/chat', chatFiles);
  await writeFile(join(stage.dir, 'file'), 'x');
  expect((await stage.library.scan()).map(({ id }) => id)).toEqual(['linked/model', 'me/chat']);
  // The link goes, what it leads to stays.
  expect((await stage.library.remove('linked/model')).bytes).toBe(0);
  expect(await readdir(stage.dir)).not.toContain('linked');
  expect(await elsewhere.library.scan()).toHaveLength(1);
});

it.skipIf(process.getuid?.() === 0)('a folder that may not be read is passed over', async () => {
  await using stage = await openLibraryStage();
  await put(stage, 'me/chat', chatFiles);
  await chmod(join(stage.dir, 'me/chat'), 0);
  expect(await stage.library.scan()).toEqual([]);
  await chmod(join(stage.dir, 'me/chat'), 0o700);
});

it('found by id, by its end, by short name, in any case', async () => {
  await using stage = await openLibraryStage();
  await put(stage, 'HuggingFaceTB/SmolLM2-135M-Instruct', chatFiles);
  await stage.library.scan();
  for (const name of ['smollm2-135m', 'SmolLM2-135M', 'huggingfacetb/smollm2-135m-instruct', 'smollm2-135m-instruct'])
    expect(stage.library.find(name)?.id).toBe('HuggingFaceTB/SmolLM2-135M-Instruct');
  for (const name of ['', '/', 'instruct', 'smollm2-360m']) expect(stage.library.find(name)).toBeUndefined();
});

it('who watches is told of a change and not of a look that shows the same', async () => {
  await using stage = await openLibraryStage();
  let changes = 0;
  stage.library.models.onDidChange(() => changes++);
  await put(stage, modelId, chatFiles);
  await stage.library.scan();
  await stage.library.scan();
  expect(changes).toBe(1);
  await stage.library.remove(modelId);
  expect([changes, stage.library.models.get()]).toEqual([2, []]);
});

it('remove: all of it, what is free again, and the folder of its owner', async () => {
  await using stage = await openLibraryStage();
  await put(stage, modelId, chatFiles);
  const bytes = Object.values(chatFiles).reduce((sum, content) => sum + content.length, 0);
  expect(await stage.library.remove('CHAT-model')).toMatchObject({ id: modelId, bytes });
  expect(await readdir(stage.dir)).toEqual([]);
  await expect(stage.library.remove(modelId)).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
});

it('remove takes a pull that has not ended too', async () => {
  await using stage = await openLibraryStage();
  await stage.pullUntil('onnx/model_q4.onnx', 500);
  const { bytes } = await stage.library.remove(modelId);
  expect(bytes).toBeGreaterThan(500);
  expect(await readdir(stage.dir)).toEqual([]);
});

function record(files: unknown): string {
  return JSON.stringify({ version: 1, id: 'a/b', revision: 'c', task: 'text-generation', dtype: 'q4', files });
}

it('a pipe in the place of a description keeps nobody waiting', async () => {
  await using stage = await openLibraryStage();
  await put(stage, 'me/chat', chatFiles);
  await put(stage, 'me/pipe', tokenizer);
  await put(stage, 'me/pipe', { 'onnx/model_q4.onnx': 'w' });
  execFileSync('mkfifo', [join(stage.dir, 'me/pipe/config.json'), join(stage.dir, 'me/pipe/devmgr-model.json')]);
  expect((await stage.library.scan()).map(({ id }) => id)).toEqual(['me/chat']);
});
