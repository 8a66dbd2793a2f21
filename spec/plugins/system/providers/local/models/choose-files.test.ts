import { resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findKnownModel } from '../../../../../../plugins/system/providers/local/models/find-known-model.js';
import { readHubModel } from '../../../../../../plugins/system/providers/local/models/hub/hub-model.js';
import { isModelId } from '../../../../../../plugins/system/providers/local/models/model-id.js';
import { knownModels } from '../../../../../../plugins/system/providers/local/models/known-models.js';
import { chooseFiles } from '../../../../../../plugins/system/providers/local/models/pull/choose-files.js';
import { isSafePath } from '../../../../../../plugins/system/providers/local/models/safe-path.js';
import { isDtype } from '../../../../../../plugins/system/providers/local/models/weights/is-dtype.js';
import { taskParts } from '../../../../../../plugins/system/providers/local/models/weights/task-parts.js';
import { revision } from '../../../../../support/hub-server.js';

const base = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

function choose(
  paths: readonly unknown[],
  more: { tag?: string; known?: string; dtype?: string; config?: object } = {},
) {
  const siblings = paths.map((rfilename) => ({ rfilename, size: 1 }));
  const { tag, config, known, dtype } = more;
  const answer = { id: 'maker/model', sha: revision(7), siblings, pipeline_tag: tag, config };
  const model = readHubModel(JSON.stringify(answer), 'maker/model');
  if (!model) throw new Error('no model');
  return chooseFiles(model, { known: known === undefined ? undefined : findKnownModel(known), dtype });
}

const chosen = (...given: Parameters<typeof choose>) => {
  const plan = choose(...given);
  return plan && [plan.task, plan.dtype, plan.files.map(({ path }) => path).sort()];
};

it('a language model: its weights with all their data files, and what is read beside them', () => {
  const weights = ['onnx/model_q4.onnx', 'onnx/model_q4.onnx_data', 'onnx/model_q4.onnx_data_1'];
  const beside = [...base, 'chat_template.jinja', 'generation_config.json', 'special_tokens_map.json'];
  const others = ['README.md', 'onnx/model_fp16.onnx', 'onnx/model.onnx_data', 'model.safetensors', 'config.yaml'];
  expect(chosen([...weights, ...beside, ...others, '1_Pooling/config.json'], { tag: 'text-generation' })).toEqual([
    'text-generation',
    'q4',
    [...beside, ...weights].sort(),
  ]);
});

it('embeddings: how the vectors become one, too', () => {
  const files = [...base, 'modules.json', '1_Pooling/config.json', 'sentence_bert_config.json', 'onnx/model_int8.onnx'];
  expect(chosen(files, { tag: 'sentence-similarity' })).toEqual(['feature-extraction', 'int8', files.sort()]);
});

it('a model that sees: each part in the weights of the known name, or one kind for all', () => {
  const parts = ['embed_tokens', 'vision_encoder', 'decoder_model_merged'];
  const kinds = ['_fp16', '_q4', '_q4f16'];
  const files = [...base, 'preprocessor_config.json', 'processor_config.json'];
  const all = [...files, ...parts.flatMap((part) => kinds.map((kind) => `onnx/${part}${kind}.onnx`))];
  const known = knownModels.find(({ name }) => name === 'smolvlm2-256m');
  expect(chosen(all, { known: 'smolvlm2-256m' })).toEqual([
    'image-text-to-text',
    known?.dtype,
    [
      ...files,
      'onnx/embed_tokens_fp16.onnx',
      'onnx/vision_encoder_q4.onnx',
      'onnx/decoder_model_merged_q4.onnx',
    ].sort(),
  ]);
  expect(chosen(all, { tag: 'image-text-to-text', dtype: 'q4f16' })?.[1]).toBe('q4f16');
  // No kind that all have: the best of each.
  const mixed = [
    ...base,
    'onnx/embed_tokens.onnx',
    'onnx/vision_encoder_fp16.onnx',
    'onnx/decoder_model_merged_q4.onnx',
  ];
  expect(chosen(mixed)?.[1]).toEqual({ embed_tokens: 'fp32', vision_encoder: 'fp16', decoder_model_merged: 'q4' });
});

it('the weights: asked for, of the known name, else what a processor computes well with', () => {
  const files = (...kinds: string[]) => [...base, ...kinds.map((kind) => `onnx/model${kind}.onnx`)];
  expect(chosen(files('', '_q4f16', '_q4', '_int8'))?.[1]).toBe('q4');
  expect(chosen(files('', '_q4f16', '_quantized'))?.[1]).toBe('q8');
  expect(chosen(files('', '_q4f16'))?.[1]).toBe('q4f16');
  expect(chosen(files(''))?.[1]).toBe('fp32');
  expect(chosen(files('', '_q4', '_quantized'), { known: 'all-minilm-l6-v2' })?.[1]).toBe('q8');
  expect(chosen(files('', '_q4'), { known: 'all-minilm-l6-v2' })?.[1]).toBe('q4');
  expect(chosen(files('', '_quantized'), { dtype: 'quantized' })?.[1]).toBe('q8');
});

it('what devmgr cannot run is told', () => {
  expect(choose([...base, 'model.safetensors'])).toBeUndefined();
  expect(() => choose([...base, 'onnx/model.onnx'], { tag: 'text-to-speech' })).toThrow(/text-to-speech/);
  expect(() => choose(['config.json', 'onnx/model.onnx'])).toThrow(/tokenizer\.json/);
  expect(() => choose([...base, 'onnx/encoder_model.onnx'])).toThrow(/onnx\/model\.onnx/);
});

it('known names are whole and their ids are valid', () => {
  for (const { id, name, dtype, task } of knownModels) {
    expect(isModelId(id)).toBe(true);
    expect(name).toMatch(/^[a-z0-9.-]+$/);
    expect(typeof dtype === 'string' ? isDtype(dtype) : Object.values(dtype).every(isDtype)).toBe(true);
    if (typeof dtype !== 'string') expect(Object.keys(dtype)).toEqual(taskParts[task]);
  }
  expect(new Set(knownModels.map(({ name }) => name)).size).toBe(knownModels.length);
});

const hostile = fc.oneof(
  fc.constantFrom(
    '../config.json',
    '/etc/passwd',
    'onnx/../../model.onnx',
    'onnx/model.onnx\u0000',
    'C:\\x',
    'a//b',
    '',
  ),
  fc
    .array(fc.constantFrom('..', '.', 'onnx', 'model.onnx', 'config.json', '', '\\', 'c:', '\n'), { maxLength: 5 })
    .map((parts) => parts.join('/')),
  fc.string(),
  fc.anything(),
);

it('whatever the hub says, every chosen file lies inside the folder', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 20 }), (names) => {
      const plan = choose([...base, 'onnx/model.onnx', ...names]);
      const root = resolve('/models/maker/model');
      for (const { path } of plan?.files ?? []) expect(resolve(root, path).startsWith(root + sep)).toBe(true);
      return plan !== undefined;
    }),
  );
});

it('a safe path leads into the folder, whatever it is made of', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      if (typeof name !== 'string' || !isSafePath(name)) return;
      expect(resolve('/a/b', name).startsWith('/a/b/')).toBe(true);
      expect(name).not.toMatch(/[\u0000-\u001f\\]/);
    }),
  );
});

it('anything may come as an answer', () => {
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.anything()), (value, siblings) => {
      readHubModel(JSON.stringify(value), 'a/b');
      readHubModel(JSON.stringify({ sha: revision(1), siblings }), 'a/b');
    }),
  );
});
