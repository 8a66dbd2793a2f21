import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Logger } from 'devmgr/plugin-api';
import { resultNote } from '../../../../../../plugins/system/finetuning/adapters/local/run/result-note.js';
import { scanModels } from '../../../../../../plugins/system/providers/local/models/folder/scan-models.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-result-'));
  path = join(dir, "it's mine");
  await mkdir(path);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const order = { id: 'ft-8f2a1b3c', request: { baseModel: 'acme/tiny', trainingFile: 'a.jsonl', parameters: {} } };
const note = (at = path, isFolder = true) => resultNote(order, { path: at, isFolder, modelsDir: join(dir, 'models') });

it('of a model that devmgr runs itself is true: after what it says devmgr has it', async () => {
  await mkdir(join(path, 'onnx'));
  const config = { model_type: 'llama', architectures: ['LlamaForCausalLM'], max_position_embeddings: 2048 };
  const files = { 'config.json': JSON.stringify(config), 'tokenizer.json': '{}', 'tokenizer_config.json': '{}' };
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  expect(await note()).toBeUndefined();
  await writeFile(join(path, 'onnx', 'model_q4.onnx'), 'weights');
  const models = join(dir, 'models');
  const quoted = `'${path.replace("'", `'\\''`)}'`;
  expect(await note()).toBe(
    'devmgr runs it itself as local/mine/ft-8f2a1b3c once it is among its models: ' +
      `mkdir -p ${models}/mine && ln -s ${quoted} ${models}/mine/ft-8f2a1b3c`,
  );
  await mkdir(join(models, 'mine'), { recursive: true });
  await symlink(path, join(models, 'mine', 'ft-8f2a1b3c'));
  const nothing = () => undefined;
  const log: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  expect(await scanModels(models, log)).toMatchObject([{ id: 'mine/ft-8f2a1b3c', task: 'text-generation' }]);
});

it('names the base model of an adapter, and the file for Ollama', async () => {
  await writeFile(join(path, 'adapter_config.json'), '{}');
  expect(await note()).toMatch(
    /^It is an adapter \(LoRA\): vllm serve acme\/tiny --enable-lora --lora-modules my-model='/,
  );
  await writeFile(join(path, 'tiny.gguf'), 'GGUF');
  expect(await note()).toContain(`"FROM ${join(path, 'tiny.gguf')}"`);
  expect(await note(join(path, 'tiny.gguf'), false)).toContain(`"FROM ${join(path, 'tiny.gguf')}"`);
});
