import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  createModelLibrary,
  type ModelLibraryOptions,
} from '../../../../../../plugins/system/providers/local/models/create-model-library.js';
import type {
  ModelLibrary,
  PullProgress,
} from '../../../../../../plugins/system/providers/local/models/model-library.js';
import type { PulledModel } from '../../../../../../plugins/system/providers/local/models/pulled-model.js';
import { HubServer, type HubRepository } from '../../../../../support/hub-server.js';

export const modelId = 'tiny/chat-model';

/** Files of a small chat model; the weights are bytes that no runtime would take. */
export const chatFiles: Readonly<Record<string, string>> = {
  'README.md': '# not wanted',
  '.gitattributes': '*.onnx filter=lfs',
  'config.json': JSON.stringify({
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    max_position_embeddings: 2048,
  }),
  'generation_config.json': '{}',
  'tokenizer.json': '{"model":{}}',
  'tokenizer_config.json': '{"tokenizer_class":"PreTrainedTokenizer"}',
  'model.safetensors': 'not wanted',
  'onnx/model.onnx': 'fp32 '.repeat(400),
  'onnx/model_q4.onnx': 'q4 weights '.repeat(100),
  'onnx/model_q4f16.onnx': 'q4f16 '.repeat(50),
};

export interface LibraryStage extends AsyncDisposable {
  readonly hub: HubServer;
  readonly dir: string;
  readonly repository: HubRepository;
  readonly library: ModelLibrary;
  readonly debug: string[];
  readonly progress: PullProgress[];
  /** Another one on the same folder. */
  open(more?: Partial<ModelLibraryOptions>): ModelLibrary;
  pull(name?: string, dtype?: string, signal?: AbortSignal): Promise<PulledModel>;
  /** Pulls until a large file has so many bytes, and interrupts then. */
  pullUntil(path: string, bytes: number): Promise<void>;
  /** A file of the pulled model. */
  text(path: string): Promise<string>;
}

/** A hub with one model, and a library on an empty folder. Nobody waits between two attempts. */
export async function openLibraryStage(env: Readonly<Record<string, string>> = {}): Promise<LibraryStage> {
  const hub = await HubServer.start();
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-models-'));
  const repository = hub.add(modelId, chatFiles, 'text-generation');
  const debug: string[] = [];
  const progress: PullProgress[] = [];
  const log = { debug: (line: string) => void debug.push(line), info() {}, warn() {}, error() {} };
  const open = (more: Partial<ModelLibraryOptions> = {}) =>
    createModelLibrary({
      dir,
      env: { HF_ENDPOINT: hub.endpoint, ...env },
      log,
      wait: (_ms, signal) => Promise.resolve(signal.throwIfAborted()),
      ...more,
    });
  const library = open();
  return {
    hub,
    dir,
    repository,
    library,
    debug,
    progress,
    open,
    pull: (name = modelId, dtype, signal = new AbortController().signal) =>
      library.pull(name, { signal, dtype, onProgress: (step) => void progress.push(step) }),
    async pullUntil(path, bytes) {
      const file = repository.files.get(path);
      if (!file) throw new Error(`no ${path}`);
      const abort = new AbortController();
      let before: number | undefined;
      file.hold = { after: bytes, until: new Promise(() => {}) };
      const onProgress = (step: PullProgress) => {
        if (step.file !== path) return;
        before ??= step.doneBytes;
        if (step.doneBytes - before >= bytes) abort.abort(new Error('interrupted'));
      };
      await expect(library.pull(modelId, { signal: abort.signal, onProgress })).rejects.toThrow('interrupted');
      file.hold = undefined;
    },
    text: (path) => readFile(join(dir, modelId, path), 'utf8'),
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
