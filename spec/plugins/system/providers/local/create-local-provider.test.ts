import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aiFailure, type AiStreamPart } from '../../../../../plugin-api/contracts/ai.js';
import type { Disposable, PluginManifest } from '../../../../../plugin-api/index.js';
import { createTestContext, FakeClock } from '../../../../../plugin-api/testing/index.js';
import { AiPreferences } from '../../../../../plugins/system/providers/ai-preferences.js';
import { extractiveModel } from '../../../../../plugins/system/providers/extractive/extractive-model.js';
import { createLocalProvider } from '../../../../../plugins/system/providers/local/create-local-provider.js';
import { createModelLibrary } from '../../../../../plugins/system/providers/local/models/create-model-library.js';
import { ownEnv, runner, type RunnerUnderTest } from '../../../../core/processes/runner.js';
import { until } from '../../../../core/processes/until.js';
import { makeEmbeddingModel } from '../../../../fixtures/models/make-embedding-model.js';
import { makeImageModel } from '../../../../fixtures/models/make-image-model.js';
import { makeTextModel } from '../../../../fixtures/models/make-text-model.js';
import { plainPng } from '../../../../fixtures/models/plain-png.js';
import { bundle } from '../../../../support/bundle.js';
import { hostSource, repository } from './runtime/runtime-under-test.js';

const manifestFile = new URL('../../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };
const never = new AbortController().signal;
const smol = 'HuggingFaceTB/SmolLM2-135M-Instruct';

let host: Awaited<ReturnType<typeof bundle>>;
let home: string;
let run: RunnerUnderTest;
let clock: FakeClock;
const opened: Disposable[] = [];

beforeAll(async () => (host = await bundle(hostSource)));
afterAll(() => host.remove());
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'devmgr-local-'));
  run = await runner();
  clock = new FakeClock(1_000);
});
afterEach(async () => {
  for (const item of opened.splice(0)) await item.dispose();
  await run[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

/** As `npm install --prefix ~/.devmgr/runtime` leaves it. */
async function installLibrary() {
  const modules = join(home, 'runtime/node_modules/@huggingface');
  await mkdir(modules, { recursive: true });
  await symlink(join(repository, 'node_modules/@huggingface/transformers'), join(modules, 'transformers'));
}

const folderOf = (id: string) => join(home, 'models', id);

function open() {
  const { context, logged } = createTestContext({
    manifest,
    root: home,
    storageDir: home,
    pluginDir: join(home, 'plugin'),
    processes: run.processes,
    env: ownEnv(),
    clock,
  });
  const preferences = new AiPreferences(context.storage.state);
  const library = createModelLibrary({ dir: join(home, 'models'), env: {}, log: context.log });
  const provider = createLocalProvider({
    context,
    library,
    extractive: extractiveModel,
    preferences,
    hostFile: host.file,
  });
  opened.push(provider);
  return { provider, preferences, library, logged };
}

async function collect(stream: AsyncIterable<AiStreamPart>): Promise<AiStreamPart[]> {
  const parts: AiStreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
const textOf = (parts: readonly AiStreamPart[]) =>
  parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
const question = (text: string) => ({ messages: [{ role: 'user', text }] as const });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('nothing failed'),
    (error: { message: string; hint?: string }) => ({
      kind: aiFailure(error)?.kind,
      message: error.message,
      hint: error.hint,
    }),
  );

describe('the state', () => {
  it('is unknown before the first look; then extractive is ready, and what is missing is said with its command', async () => {
    const { provider } = open();
    expect(provider).toMatchObject({ id: 'local', title: 'This machine', kind: 'in-process' });
    expect(provider.state.get()).toMatchObject({ status: { kind: 'unknown' }, warnings: [], checkedAt: undefined });
    await provider.refresh({ signal: never });
    expect(provider.state.get()).toMatchObject({
      status: { kind: 'ready' },
      checkedAt: 1_000,
      models: [{ id: 'extractive', kind: 'language' }],
      defaultModel: 'extractive',
      baseUrl: undefined,
      warnings: [
        'no model pulled: devmgr models pull smollm2-135m',
        expect.stringMatching(/transformers: it is not installed: .*npm install --prefix .*runtime @huggingface/),
      ],
    });
  });

  it('lists extractive first, then what was pulled; the default is the first that answers', async () => {
    await installLibrary();
    await makeEmbeddingModel(folderOf('a/embeds'));
    await makeTextModel(folderOf('b/answers'), { contextWindow: 2048 });
    const { provider } = open();
    await provider.refresh({ signal: never });
    const { models, defaultModel, warnings } = provider.state.get();
    expect(models).toMatchObject([
      { id: 'extractive', kind: 'language' },
      { id: 'a/embeds', kind: 'embedding' },
      { id: 'b/answers', kind: 'language', contextWindow: 2048, seesImages: false },
    ]);
    expect({ defaultModel, warnings }).toEqual({ defaultModel: 'b/answers', warnings: [] });
  });

  it('keeps extractive as default while transformers.js is missing, unless the person chose', async () => {
    await makeTextModel(folderOf('b/answers'));
    await makeTextModel(folderOf('c/answers'));
    const { provider, preferences, library } = open();
    await provider.refresh({ signal: never });
    expect(provider.state.get()).toMatchObject({
      defaultModel: 'extractive',
      warnings: [expect.stringContaining('npm install')],
    });
    await preferences.setDefaultModel('local', 'c/answers');
    expect(provider.state.get().defaultModel).toBe('c/answers');
    await library.remove('c/answers');
    expect(provider.state.get().defaultModel).toBe('extractive');
  });
});

describe('a language model', () => {
  beforeEach(installLibrary);

  it('is found by id or short name, without a look before, and streams', async () => {
    await makeTextModel(folderOf(smol));
    const { provider } = open();
    const model = provider.languageModel('smollm2-135m');
    const parts = await collect(model.stream(question('hello'), { signal: never }));
    const target = { providerId: 'local', modelId: smol, host: undefined };
    expect(parts[0]).toEqual({ type: 'attempt-start', target, attempt: 1 });
    expect(textOf(parts)).toBe('world');
    const usage = { inputTokens: 1, outputTokens: 2, costUsd: 0 };
    expect(parts.at(-1)).toEqual({ type: 'stream-end', reason: 'stop', target, usage });
    expect(model).toMatchObject({ providerId: 'local', modelId: smol, kind: 'generative', host: undefined });
    expect(model.info).toMatchObject({ id: smol, seesImages: false });
  });

  it('without an id is the default, as it is when it is asked', async () => {
    const { provider } = open();
    const model = provider.languageModel();
    expect(model).toMatchObject({ kind: 'extractive', modelId: 'extractive' });
    await makeTextModel(folderOf('b/answers'));
    expect(textOf(await collect(model.stream(question('hello'), { signal: never })))).toBe('world');
    expect(model).toMatchObject({ kind: 'generative', modelId: 'b/answers' });
  });

  it('extractive answers with nothing installed and starts no process', async () => {
    const { provider } = open();
    for (const model of [provider.languageModel('extractive'), provider.languageModel()]) {
      expect(model.kind).toBe('extractive');
      const parts = await collect(model.stream(question('what does total do'), { signal: never }));
      expect(parts.at(-1)).toMatchObject({ type: 'stream-end', reason: 'stop' });
    }
    expect(run.processes.all.get()).toEqual([]);
  });

  it('that is stopped ends with what is known, without an error', async () => {
    await makeTextModel(folderOf('b/answers'), { contextWindow: 1_000_000 });
    const { provider } = open();
    const abort = new AbortController();
    const request = { ...question('forever'), maxOutputTokens: 900_000 };
    const parts: AiStreamPart[] = [];
    for await (const part of provider.languageModel('b/answers').stream(request, { signal: abort.signal })) {
      parts.push(part);
      if (parts.length === 4) abort.abort();
    }
    expect(parts.slice(1, 4).map(({ type }) => type)).toEqual(['text-delta', 'text-delta', 'text-delta']);
    expect(parts.at(-1)).toMatchObject({ reason: 'aborted', usage: { inputTokens: 1 } });
    expect(parts.length).toBeLessThan(20);
    const none = await collect(provider.languageModel('b/answers').stream(request, { signal: abort.signal }));
    expect(none).toMatchObject([{ type: 'stream-end', reason: 'aborted' }]);
  });

  it('that sees is given pictures; one that does not refuses them before it is loaded', async () => {
    await makeImageModel(folderOf('c/sees'));
    await makeTextModel(folderOf('b/answers'));
    const { provider } = open();
    const images = [{ mediaType: 'image/png', data: plainPng([10, 240, 10]) }] as const;
    const request = { messages: [{ role: 'user', text: 'which colour', images }] as const };
    const refused = collect(provider.languageModel('b/answers').stream(request, { signal: never }));
    expect(await failureOf(refused)).toMatchObject({
      kind: 'refused-request',
      message: expect.stringContaining('picture'),
    });
    expect(run.processes.all.get()).toEqual([]);
    expect(textOf(await collect(provider.languageModel('c/sees').stream(request, { signal: never })))).toBe('green');
  });

  it('that is not here says how to get it, or what is near', async () => {
    await makeTextModel(folderOf('b/answers'));
    const { provider } = open();
    const ask = (id: string) => failureOf(collect(provider.languageModel(id).stream(question('x'), { signal: never })));
    expect(await ask('smollm2-360m')).toMatchObject({
      kind: 'not-found',
      hint: 'Fetch it: devmgr models pull smollm2-360m',
    });
    expect(await ask('b/answer')).toMatchObject({ kind: 'not-found', hint: expect.stringContaining('b/answers') });
    expect(await ask('zzz')).toMatchObject({ hint: 'devmgr models list shows what there is' });
  });

  it('needs transformers.js, and takes it when it was installed meanwhile', async () => {
    await rm(join(home, 'runtime'), { recursive: true });
    await makeTextModel(folderOf('b/answers'));
    const { provider } = open();
    const ask = () => collect(provider.languageModel('b/answers').stream(question('hello'), { signal: never }));
    expect(await failureOf(ask())).toMatchObject({
      kind: 'needs-setup',
      message: 'local/b/answers cannot run: @huggingface/transformers: it is not installed',
      hint: expect.stringMatching(/^Install it: ONNXRUNTIME_NODE_INSTALL=skip npm install --prefix /),
    });
    await installLibrary();
    expect(textOf(await ask())).toBe('world');
  });

  it('starts no process any more once it is released', async () => {
    await makeTextModel(folderOf('b/answers'));
    const { provider } = open();
    await provider.refresh({ signal: never });
    await provider.dispose();
    const late = collect(provider.languageModel('b/answers').stream(question('hello'), { signal: never }));
    await expect(late).rejects.toMatchObject({ name: 'AbortError' });
    expect(run.processes.all.get()).toEqual([]);
  });

  it('leaves the memory after local-idle-timeout seconds', async () => {
    await makeTextModel(folderOf('b/answers'));
    const { provider } = open();
    await collect(provider.languageModel('b/answers').stream(question('hello'), { signal: never }));
    await until(() => clock.pending === 1, 'the idle timer');
    clock.advance(300_000);
    expect(await run.processes.all.get()[0]!.exit).toMatchObject({ kind: 'signalled', signal: 'SIGTERM' });
  });
});

describe('an embedding model', () => {
  it('divides many texts, keeps their order and learns its dimensions', async () => {
    await installLibrary();
    await makeEmbeddingModel(folderOf('a/embeds'));
    const { provider } = open();
    const model = provider.embeddingModel!('a/embeds');
    expect(model.dimensions).toBeUndefined();
    const texts = Array.from({ length: 2 * model.maxBatchSize + 1 }, (_, index) => (index % 3 === 0 ? 'up' : 'east'));
    const vectors = await model.embed(texts, { signal: never });
    expect(vectors.map((vector) => [...vector])).toEqual(texts.map((text) => (text === 'up' ? [0, 0, 1] : [0, 1, 0])));
    expect(model.dimensions).toBe(3);
    await expect(model.embed(texts, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    const wrong = collect(provider.languageModel('a/embeds').stream(question('x'), { signal: never }));
    expect(await failureOf(wrong)).toMatchObject({ kind: 'refused-request' });
  });

  it('is no language model', async () => {
    await makeTextModel(folderOf('b/answers'));
    const { provider } = open();
    const wrong = provider.embeddingModel!('b/answers').embed(['x'], { signal: never });
    expect(await failureOf(wrong)).toMatchObject({
      kind: 'refused-request',
      message: expect.stringContaining('embeddings'),
    });
  });
});
