import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiFailure } from '../../../../../../plugin-api/contracts/ai.js';
import type { RuntimePart } from '../../../../../../plugins/system/providers/local/runtime/model-runtime.js';
import { living, ownEnv } from '../../../../../core/processes/runner.js';
import { until } from '../../../../../core/processes/until.js';
import { makeEmbeddingModel } from '../../../../../fixtures/models/make-embedding-model.js';
import { makeImageModel } from '../../../../../fixtures/models/make-image-model.js';
import { makeTextModel, type TextModelOptions } from '../../../../../fixtures/models/make-text-model.js';
import { plainPng } from '../../../../../fixtures/models/plain-png.js';
import { bundle } from '../../../../../support/bundle.js';
import {
  ask,
  hostSource,
  partsOf,
  pulled,
  runtimeUnderTest,
  textOf,
  type RuntimeUnderTest,
} from './runtime-under-test.js';

let host: Awaited<ReturnType<typeof bundle>>;
const never = new AbortController().signal;
/** Nobody waits for so many. */
const endless = 1_000_000;

beforeAll(async () => (host = await bundle(hostSource)));
afterAll(() => host.remove());

async function textModel({ dir }: RuntimeUnderTest, options?: TextModelOptions, name = 'text') {
  const model = pulled(join(dir, name), { id: `tiny/${name}` });
  await makeTextModel(model.dir, { contextWindow: 2 * endless, ...options });
  return model;
}

/** What a promise is rejected with. */
async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => expect.fail('nothing failed'),
    (reason: unknown) => reason,
  );
  const { message, hint } = error as { message: string; hint?: string };
  return { kind: aiFailure(error)?.kind, message, hint, error };
}

/** Takes some words of an endless answer, and gives what is left of it. */
async function begin(test: RuntimeUnderTest, signal = never, words = 3) {
  const model = await textModel(test);
  const request = { messages: ask('forever'), maxOutputTokens: endless };
  const answer = test.runtime.generate(model, request, signal)[Symbol.asyncIterator]();
  const text: string[] = [];
  while (text.length < words) {
    const { value } = await answer.next();
    if ((value as RuntimePart | undefined)?.type === 'text') text.push((value as { text: string }).text);
  }
  return { model, answer, text };
}

describe('an answer', () => {
  it('comes word by word and tells its tokens', async () => {
    await using test = await runtimeUnderTest(host.file);
    const parts = await partsOf(test.runtime.generate(await textModel(test), { messages: ask('please count') }, never));
    expect(parts.slice(0, 4)).toMatchObject([
      { type: 'prompt', tokens: 2 },
      { type: 'text', text: 'one ', tokens: 2 },
      { type: 'text', text: 'two ', tokens: 3 },
      { type: 'text', text: 'three ', tokens: 4 },
    ]);
    expect(textOf(parts)).toBe('one two three four five six seven eight nine ten');
    expect(parts.at(-1)).toMatchObject({ type: 'end', reason: 'stop', inputTokens: 2, outputTokens: 11 });
  });

  it('is there while the next words are still made', async () => {
    await using test = await runtimeUnderTest(host.file);
    const { text, answer } = await begin(test);
    expect(text).toEqual(['again ', 'again ', 'again ']);
    await answer.return?.();
  });

  it('ends at the limit, at the end of the window and at a stop sequence that spans words', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = await textModel(test, { contextWindow: 6 });
    const run = async (options: object) => {
      const parts = await partsOf(test.runtime.generate(model, { messages: ask('count'), ...options }, never));
      return [textOf(parts), parts.at(-1)];
    };
    const end = (reason: string, outputTokens: number) => ({ type: 'end', reason, inputTokens: 1, outputTokens });
    expect(await run({ maxOutputTokens: 3 })).toMatchObject(['one two three', end('length', 3)]);
    expect(await run({})).toMatchObject(['one two three four five', end('length', 5)]);
    expect(await run({ stopSequences: ['nothing', 'wo th'] })).toMatchObject(['one t', { reason: 'stop' }]);
    expect(await run({ stopSequences: ['two four', ''] })).toMatchObject([
      'one two three four five',
      { reason: 'length' },
    ]);
  });

  it('knows the end of a text that has exactly as many tokens as it may', async () => {
    await using test = await runtimeUnderTest(host.file);
    const request = { messages: ask('hello'), maxOutputTokens: 2 };
    const parts = await partsOf(test.runtime.generate(await textModel(test), request, never));
    expect(parts.at(-1)).toMatchObject({ reason: 'stop', outputTokens: 2 });
  });

  it('of a model with a cache, a mask and positions, as the real ones have them', async () => {
    await using test = await runtimeUnderTest(host.file);
    const request = { messages: ask('eight hello say'), maxOutputTokens: 9 };
    const parts = await partsOf(test.runtime.generate(await textModel(test, { hasCache: true }), request, never));
    expect(textOf(parts)).toBe('remember eight nine ten');
    expect(parts.at(-1)).toMatchObject({ reason: 'stop', inputTokens: 3, outputTokens: 5 });
  });

  it('is sampled when asked: the words are so sure that they stay the same', async () => {
    await using test = await runtimeUnderTest(host.file);
    const request = { messages: ask('count'), maxOutputTokens: 4, temperature: 0.2, topP: 0.5 };
    const parts = await partsOf(test.runtime.generate(await textModel(test), request, never));
    expect(textOf(parts)).toBe('one two three four');
  });
});

describe('a stop', () => {
  it('ends an answer at once, and the process and its model serve the next one', async () => {
    await using test = await runtimeUnderTest(host.file);
    const abort = new AbortController();
    const { model, answer } = await begin(test, abort.signal);
    abort.abort(new Error('enough'));
    await expect(answer.next().then(() => answer.next())).rejects.toThrow('enough');
    const parts = await partsOf(test.runtime.generate(model, { messages: ask('hello') }, never));
    expect(textOf(parts)).toBe('world');
    expect(test.pids).toHaveLength(1);
    expect(test.debug.filter((line) => line.startsWith('Loaded'))).toHaveLength(1);
  });

  it('also is to leave the loop', async () => {
    await using test = await runtimeUnderTest(host.file);
    const { model, answer } = await begin(test);
    await answer.return?.();
    expect(textOf(await partsOf(test.runtime.generate(model, { messages: ask('hello') }, never)))).toBe('world');
  });

  it('while the model is loaded takes effect at once, and the load is used by the next', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = await textModel(test);
    const abort = new AbortController();
    const first = partsOf(test.runtime.generate(model, { messages: ask('count') }, abort.signal));
    const second = partsOf(test.runtime.generate(model, { messages: ask('hello') }, never));
    await until(() => test.pids.length === 1, 'a process');
    abort.abort(new Error('no more'));
    await expect(first).rejects.toThrow('no more');
    expect(test.debug).toEqual([]);
    expect(textOf(await second)).toBe('world');
    expect(test.debug.filter((line) => line.startsWith('Loaded'))).toHaveLength(1);
  });

  it('ends a process that reads a long question and does not listen; the next request gets a new one', async () => {
    await using test = await runtimeUnderTest(host.file);
    const slow = await textModel(test, { idleSteps: 2_000_000_000 }, 'slow');
    const quick = await textModel(test);
    const abort = new AbortController();
    const answer = test.runtime.generate(slow, { messages: ask('count') }, abort.signal)[Symbol.asyncIterator]();
    expect((await answer.next()).value).toMatchObject({ type: 'prompt', tokens: 1 });
    abort.abort(new Error('too slow'));
    await expect(answer.next()).rejects.toThrow('too slow');
    const next = partsOf(test.runtime.generate(quick, { messages: ask('hello') }, never));
    expect(await living(test.pids)).toEqual(test.pids);
    test.clock.advance(2_000);
    expect(textOf(await next)).toBe('world');
    expect(test.pids).toHaveLength(2);
    expect(await living(test.pids)).toEqual([test.pids[1]]);
  });
});

describe('requests', () => {
  it('are served in the order of asking; one that is stopped while it waits leaves the queue', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = await textModel(test);
    const order: string[] = [];
    const abort = new AbortController();
    const run = async (name: string, signal = never) => {
      const parts = await partsOf(test.runtime.generate(model, { messages: ask('count') }, signal));
      order.push(name);
      return textOf(parts);
    };
    const [first, second, third] = [run('first'), run('second', abort.signal), run('third')];
    abort.abort(new Error('not needed'));
    await expect(second).rejects.toThrow('not needed');
    expect(await first).toBe(await third);
    expect(order).toEqual(['first', 'third']);
    expect(test.pids).toHaveLength(1);
  });

  it('for another model unload the one before', async () => {
    await using test = await runtimeUnderTest(host.file);
    const [one, two] = [await textModel(test, {}, 'one'), await textModel(test, {}, 'two')];
    for (const model of [one, two, two]) {
      expect(textOf(await partsOf(test.runtime.generate(model, { messages: ask('hello') }, never)))).toBe('world');
    }
    const loads = test.debug.filter((line) => line.startsWith('Loaded'));
    expect(loads.map((line) => line.split(' ')[1])).toEqual(['tiny/one', 'tiny/two']);
    expect(test.pids).toHaveLength(1);
  });
});

describe('the process', () => {
  it('ends when it was not needed for a while, and is started again', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = await textModel(test);
    const hello = async () => textOf(await partsOf(test.runtime.generate(model, { messages: ask('hello') }, never)));
    expect(await hello()).toBe('world');
    await until(() => test.clock.pending === 1, 'the idle timer');
    test.clock.advance(299_999);
    expect(await living(test.pids)).toHaveLength(1);
    test.clock.advance(1);
    await until(async () => (await living(test.pids)).length === 0, 'the end of the process');
    expect(await hello()).toBe('world');
    expect(test.pids).toHaveLength(2);
  });

  it('does not end while an answer is made', async () => {
    await using test = await runtimeUnderTest(host.file);
    const { answer } = await begin(test);
    expect(test.clock.pending).toBe(0);
    await answer.return?.();
    await until(() => test.clock.pending === 1, 'the idle timer');
  });

  it('that is killed in the middle breaks the answer, and the next request starts anew', async () => {
    await using test = await runtimeUnderTest(host.file);
    const { model, answer } = await begin(test);
    process.kill(test.pids[0]!, 'SIGKILL');
    const rest = async () => {
      while (!(await answer.next()).done);
    };
    expect(await failure(rest())).toMatchObject({
      kind: 'broken-stream',
      message: expect.stringMatching(/^local\/tiny\/text: .* SIGKILL.*memory/),
      hint: expect.stringContaining('smaller'),
    });
    expect(textOf(await partsOf(test.runtime.generate(model, { messages: ask('hello') }, never)))).toBe('world');
    expect(test.pids).toHaveLength(2);
  });

  it('ends with the runtime', async () => {
    const test = await runtimeUnderTest(host.file);
    const { answer } = await begin(test);
    await test.runtime.dispose();
    expect(await living(test.pids)).toEqual([]);
    await expect(answer.next().then(() => answer.next())).rejects.toThrow('released');
    await test[Symbol.asyncDispose]();
  });

  it('gets no secrets, and is told to report to nobody', async () => {
    await using test = await runtimeUnderTest(host.file, {
      ...ownEnv(),
      OPENAI_API_KEY: 'sk-1234567890',
      DATABASE_URL: 'postgres://me:secret@db',
    });
    const { answer } = await begin(test);
    const environment = await readFile(`/proc/${test.pids[0]}/environ`, 'utf8');
    expect(environment).toContain('PATH=');
    expect(environment).toContain('ORT_DISABLE_TELEMETRY=1');
    expect(environment).not.toMatch(/OPENAI_API_KEY|sk-1234567890|DATABASE_URL|secret/);
    await answer.return?.();
  });
});

describe('a folder that is not right', () => {
  let test: RuntimeUnderTest;
  beforeAll(async () => (test = await runtimeUnderTest(host.file)));
  afterAll(() => test[Symbol.asyncDispose]());

  it.each([
    ['fp16', undefined, /onnx\/model_fp16\.onnx .*there is: q4$/],
    ['q5', undefined, /q5 is no dtype.*there is: q4$/],
    ['q4', 'tokenizer.json', /tokenizer\.json is missing/],
    ['q4', 'tokenizer_config.json', /tokenizer_config\.json is missing/],
    ['q4', 'config.json', /config\.json is missing/],
    ['q4', 'onnx', /onnx\/model_q4\.onnx .*there is none/],
  ])('is told: dtype %s, without %s', async (dtype, removed, message) => {
    const model = { ...(await textModel(test)), dtype };
    if (removed !== undefined) await rm(join(model.dir, removed), { recursive: true });
    const answer = partsOf(test.runtime.generate(model, { messages: ask('hello') }, never));
    expect(await failure(answer)).toMatchObject({
      kind: 'needs-setup',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('devmgr models pull tiny/text'),
    });
  });

  it.each([
    ['tokenizer.json', '{"model"', /tokenizer\.json .* is damaged: it is not JSON/],
    ['tokenizer.json', '{}', /tokenizer\.json .* is damaged: it has no vocabulary/],
    ['tokenizer.json', '[1]', /tokenizer\.json .* is damaged/],
    ['config.json', '{}', /config\.json .* is damaged: it names no model_type/],
    ['onnx/model_q4.onnx', '', /model_q4\.onnx .* is damaged: it is empty/],
    ['onnx/model_q4.onnx', 'these are no weights', /model_q4\.onnx/],
  ])('is told: %s holds %j', async (file, content, message) => {
    const model = await textModel(test);
    await writeFile(join(model.dir, file), content);
    const answer = partsOf(test.runtime.generate(model, { messages: ask('hello') }, never));
    expect(await failure(answer)).toMatchObject({ kind: 'needs-setup', message: expect.stringMatching(message) });
  });

  it('does no harm to the next request', async () => {
    const model = await textModel(test);
    const bad = partsOf(test.runtime.generate({ ...model, dtype: 'fp16' }, { messages: ask('hello') }, never));
    expect((await failure(bad)).kind).toBe('needs-setup');
    expect(textOf(await partsOf(test.runtime.generate(model, { messages: ask('hello') }, never)))).toBe('world');
    expect(test.pids).toHaveLength(1);
  });
});

describe('a question', () => {
  it('that is longer than the window is refused with both numbers', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = await textModel(test, { contextWindow: 4 });
    const answer = partsOf(test.runtime.generate(model, { messages: ask('one two three four') }, never));
    expect(await failure(answer)).toMatchObject({
      kind: 'context-too-long',
      message: expect.stringMatching(/has 4 tokens, and the model takes 4/),
    });
  });

  it('may have system and earlier turns', async () => {
    await using test = await runtimeUnderTest(host.file);
    const messages = [
      { role: 'system', text: 'one' },
      { role: 'user', text: 'two' },
      { role: 'assistant', text: 'three' },
      { role: 'user', text: 'hello' },
    ] as const;
    const parts = await partsOf(test.runtime.generate(await textModel(test), { messages }, never));
    expect([parts[0], textOf(parts)]).toMatchObject([{ tokens: 4 }, 'world']);
  });

  const quoting = "{% for m in messages %}{{ m['role'] }} {{ m['content'] }} {% endfor %}hello";
  const noSystem = `{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system here') }}{% endif %}${quoting}`;

  it.each([
    ['in tokenizer_config.json', { chatTemplate: quoting }, 7],
    ['in chat_template.jinja', { chatTemplate: quoting, templateFile: 'chat_template.jinja' }, 7],
    ['in chat_template.json', { chatTemplate: quoting, templateFile: 'chat_template.json' }, 7],
    ['that refuses system turns', { chatTemplate: noSystem }, 6],
    ['that is missing: the texts alone', { templateFile: 'nowhere' }, 4],
  ] as const)('is written with the template %s', async (_where, options, tokens) => {
    await using test = await runtimeUnderTest(host.file);
    const messages = [
      { role: 'system', text: 'one two' },
      { role: 'user', text: 'three hello' },
    ] as const;
    const parts = await partsOf(test.runtime.generate(await textModel(test, options), { messages }, never));
    expect([parts[0], textOf(parts)]).toMatchObject([{ tokens }, 'world']);
  });

  it('that the template refuses is refused with its words', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = await textModel(test, { chatTemplate: "{{ raise_exception('roles \x1b must alternate') }}" });
    const answer = partsOf(test.runtime.generate(model, { messages: ask('hello') }, never));
    const refused = { kind: 'refused-request', message: expect.stringContaining('roles  must alternate') };
    expect(await failure(answer)).toMatchObject(refused);
  });
});

describe('pictures', () => {
  const dtype = { embed_tokens: 'q4', vision_encoder: 'fp16', decoder_model_merged: 'q4' };
  const picture = (rgb: readonly [number, number, number]) =>
    ({ mediaType: 'image/png', data: plainPng(rgb) }) as const;

  it('are seen, by a model of three parts with weights of their own', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = pulled(join(test.dir, 'image'), { task: 'image-text-to-text', dtype });
    await makeImageModel(model.dir);
    const say = async (text: string, ...images: ReturnType<typeof picture>[]) =>
      textOf(await partsOf(test.runtime.generate(model, { messages: [{ role: 'user', text, images }] }, never)));
    expect(await say('which colour', picture([250, 20, 20]))).toBe('red');
    expect(await say('which colour', picture([20, 20, 250]))).toBe('blue');
    expect(await say('what is <image> for', picture([20, 250, 20]))).toBe('green');
    expect(await say('what is <image> then')).toBe('nothing');
    expect(await say('most of it', picture([90, 110, 90]), picture([250, 20, 20]))).toBe('red');
  });

  it('that are none are refused', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = pulled(join(test.dir, 'image'), { task: 'image-text-to-text', dtype });
    await makeImageModel(model.dir);
    const images = [{ mediaType: 'image/png', data: Buffer.from('http://127.0.0.1/picture.png') }] as const;
    const answer = partsOf(test.runtime.generate(model, { messages: [{ role: 'user', text: 'what', images }] }, never));
    expect(await failure(answer)).toMatchObject({
      kind: 'refused-request',
      message: expect.stringContaining('picture'),
    });
  });

  it('are nothing for a model that reads only', async () => {
    await using test = await runtimeUnderTest(host.file);
    const images = [picture([1, 2, 3])];
    const request = { messages: [{ role: 'user', text: 'hello', images }] as const };
    const answer = partsOf(test.runtime.generate(await textModel(test), request, never));
    expect(await failure(answer)).toMatchObject({ kind: 'refused-request' });
  });
});

describe('embeddings', () => {
  const rounded = (vectors: readonly Float32Array[]) =>
    vectors.map((vector) => [...vector].map((x) => Math.round(x * 1000) / 1000));
  const half = Math.round(Math.SQRT1_2 * 1000) / 1000;

  it.each([
    [
      undefined,
      [
        [1, 0, 0],
        [half, half, 0],
        [0.6, 0.8, 0],
      ],
    ],
    [
      'pooling_mode_mean_tokens',
      [
        [1, 0, 0],
        [half, half, 0],
        [0.6, 0.8, 0],
      ],
    ],
    [
      'pooling_mode_cls_token',
      [
        [1, 0, 0],
        [1, 0, 0],
        [0.6, 0.8, 0],
      ],
    ],
    [
      'pooling_mode_lasttoken',
      [
        [1, 0, 0],
        [0, 1, 0],
        [0.6, 0.8, 0],
      ],
    ],
  ])(
    'have the values that pooling %s gives, and length one, in a batch of different lengths',
    async (pooling, expected) => {
      await using test = await runtimeUnderTest(host.file);
      const model = pulled(join(test.dir, 'embed'), { task: 'feature-extraction', dtype: 'fp32' });
      await makeEmbeddingModel(model.dir, pooling);
      const vectors = await test.runtime.embed(model, ['north', 'north east', 'far'], never);
      expect(rounded(vectors)).toEqual(expected);
      expect(vectors[0]).toBeInstanceOf(Float32Array);
      expect(await test.runtime.embed(model, [], never)).toEqual([]);
    },
  );

  it('with a pooling that is not known are refused rather than wrong', async () => {
    await using test = await runtimeUnderTest(host.file);
    const model = pulled(join(test.dir, 'embed'), { task: 'feature-extraction', dtype: 'fp32' });
    await makeEmbeddingModel(model.dir, 'pooling_mode_max_tokens');
    expect(await failure(test.runtime.embed(model, ['north'], never))).toMatchObject({
      kind: 'needs-setup',
      message: expect.stringContaining('pooling_mode_max_tokens'),
    });
  });
});
