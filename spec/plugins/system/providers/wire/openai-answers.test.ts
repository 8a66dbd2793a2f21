import { describe, expect, it } from 'vitest';
import { openAiChat } from '../../../../../plugins/system/providers/wire/openai-chat/openai-chat.js';
import { WireFormatError } from '../../../../../plugins/system/providers/wire/wire-format-error.js';
import type { WirePart } from '../../../../../plugins/system/providers/wire/wire-format.js';
import { wireContext } from './support/wire-context.js';

const context = wireContext('openai');

function event(data: unknown, name?: string, of = context): readonly WirePart[] {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return openAiChat.readEvent(of, { event: name, data: text });
}

function chunk(choice: object, more: object = {}): object {
  return { id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }], ...more };
}

describe('an event', () => {
  it.each<[string, unknown, readonly WirePart[]]>([
    ['the role', chunk({ delta: { role: 'assistant', content: '' }, finish_reason: null }, { usage: null }), []],
    ['text', chunk({ delta: { content: 'Hel' } }), [{ type: 'text', text: 'Hel' }]],
    ['reasoning of llama.cpp', chunk({ delta: { reasoning_content: 'Hm' } }), [{ type: 'reasoning', text: 'Hm' }]],
    ['reasoning of Ollama', chunk({ delta: { reasoning: 'Hm', content: '' } }), [{ type: 'reasoning', text: 'Hm' }]],
    ['a refusal', chunk({ delta: { refusal: 'I cannot' } }), [{ type: 'text', text: 'I cannot' }]],
    ['text in parts', chunk({ delta: { content: [{ type: 'text', text: 'a' }, 7] } }), [{ type: 'text', text: 'a' }]],
    ['padding', chunk({ delta: { content: 'x' } }, { obfuscation: 'pQ7' }), [{ type: 'text', text: 'x' }]],
    [
      'the usage in a chunk of its own',
      { choices: [], usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 } },
      [{ type: 'usage', usage: { inputTokens: 7, outputTokens: 3 } }],
    ],
    [
      'text, end and usage at once (Together)',
      chunk({ delta: { content: '!' }, finish_reason: 'eos' }, { usage: { prompt_tokens: 7, completion_tokens: 3 } }),
      [
        { type: 'text', text: '!' },
        { type: 'finish', reason: 'stop' },
        { type: 'usage', usage: { inputTokens: 7, outputTokens: 3 } },
      ],
    ],
    ['another choice', { choices: [{ index: 1, delta: { content: 'b' } }] }, []],
    ['what is not known', { object: 'something.new', choices: null }, []],
    ['nothing', '', []],
    ['the end', ' [DONE]', [{ type: 'terminator' }]],
  ])('%s', (_, data, parts) => expect(event(data)).toEqual(parts));

  it.each([
    ['stop', 'stop'],
    ['eos', 'stop'],
    ['load', 'stop'],
    ['tool_calls', 'stop'],
    ['constructor', 'stop'],
    ['length', 'length'],
    ['content_filter', 'content-filter'],
  ])('the reason %s is %s', (reason, expected) => {
    expect(event(chunk({ delta: {}, finish_reason: reason }))).toEqual([{ type: 'finish', reason: expected }]);
  });

  it('ends the stream with its reason where that is the custom, after the usage', () => {
    const quirky = wireContext('vllm', {}, { terminator: 'finish-reason' });
    const last = chunk({ delta: {}, finish_reason: 'stop' }, { usage: { prompt_tokens: 1, completion_tokens: 2 } });
    expect(event(last, undefined, quirky).map(({ type }) => type)).toEqual(['finish', 'usage', 'terminator']);
    expect(event(chunk({ delta: { content: 'a' } }), undefined, quirky).map(({ type }) => type)).toEqual(['text']);
  });

  it('an error in the middle, as a line or as an event of that name', () => {
    const error = { message: 'slow down', type: 'rate_limit_error', code: '429' };
    const body = { error: { ...error, code: 429 } };
    expect(event(body)).toEqual([{ type: 'error', error }]);
    expect(event(body, 'error')).toEqual([{ type: 'error', error }]);
    expect(event('upstream died', 'error')).toMatchObject([{ type: 'error', error: { message: 'upstream died' } }]);
    expect(event({ error: 'text' })).toMatchObject([{ type: 'error', error: { message: 'text' } }]);
  });

  it.each([
    ['{"choices":[{"del', 'answered with JSON that is broken or cut off'],
    ['<!DOCTYPE html><p>', 'answered with a web page, not JSON'],
    ['hello', 'answered with something that is not JSON'],
    ['[1]', 'answered with JSON that is not an object'],
    ['null', 'answered with JSON that is not an object'],
  ])('%s is refused', (data, message) => expect(() => event(data)).toThrow(new WireFormatError(message)));
});

describe('an answer that came whole', () => {
  it('says the same as a stream', () => {
    const body = {
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hi', reasoning: 'Hm' }, finish_reason: 'length' }],
      usage: { prompt_tokens: 5, completion_tokens: 1 },
    };
    expect(openAiChat.readWhole(context, JSON.stringify(body))).toEqual([
      { type: 'reasoning', text: 'Hm' },
      { type: 'text', text: 'Hi' },
      { type: 'finish', reason: 'length' },
      { type: 'usage', usage: { inputTokens: 5, outputTokens: 1 } },
      { type: 'terminator' },
    ]);
  });

  it('may be an error after all', () => {
    expect(openAiChat.readWhole(context, '{"error":{"message":"no"}}')).toMatchObject([{ type: 'error' }]);
  });

  it.each(['{}', '{"choices":[]}', '{"object":"list","data":[]}'])('%s is no completion', (body) => {
    expect(() => openAiChat.readWhole(context, body)).toThrow('answered with JSON that is no chat completion');
  });
});

describe('models', () => {
  function models(id: string, body: unknown) {
    return openAiChat.readModels(wireContext(id), JSON.stringify(body)).models;
  }

  it('of OpenAI: with the day of their end, without those that are not for chat', () => {
    const data = [
      { id: 'gpt-6-luna', object: 'model', created: 1, owned_by: 'openai', shutdown_date: null },
      { id: 'gpt-4o', object: 'model', created: 1, owned_by: 'openai', shutdown_date: '2027-01-14' },
      { id: 'whisper-1', object: 'model' },
      { id: 'text-embedding-3-small', object: 'model' },
      { id: 'gpt-6-luna', object: 'model' },
      { id: 7 },
      'gpt-x',
    ];
    const found = models('openai', { object: 'list', data });
    expect(found.map(({ id, kind }) => [id, kind])).toEqual([
      ['gpt-6-luna', 'language'],
      ['gpt-4o', 'language'],
      ['text-embedding-3-small', 'embedding'],
    ]);
    expect(found[0]!.retirement).toBeUndefined();
    expect(found[1]!.retirement).toEqual({ date: '2027-01-14', successor: undefined });
  });

  it('of Together: a bare array with types, windows and prices', () => {
    const pricing = { input: 0.15, output: 0.6, hourly: 0, base: 0, finetune: 0 };
    const found = models('together', [
      { id: 'openai/gpt-oss-120b', object: 'model', type: 'chat', context_length: 131072, pricing },
      { id: 'black-forest/flux', type: 'image', pricing: { input: 0, output: 0 } },
      { id: 'intfloat/multilingual-e5-large-instruct', type: 'embedding', context_length: 514 },
      { id: 'free/model', type: 'language', pricing: { input: 0, output: 0 } },
    ]);
    expect(found).toMatchObject([
      { id: 'openai/gpt-oss-120b', kind: 'language', contextWindow: 131072, price: { input: 0.15, output: 0.6 } },
      { id: 'intfloat/multilingual-e5-large-instruct', kind: 'embedding', contextWindow: 514 },
      { id: 'free/model', price: undefined },
    ]);
  });

  it('of local servers: the window under its many names, and sight', () => {
    const data = [
      { id: 'vllm', max_model_len: 32768, root: '/models/x', permission: [] },
      { id: 'llama', meta: { n_ctx_train: 131072 }, architecture: { input_modalities: ['text', 'image'] } },
      { id: 'llama-small', meta: { n_ctx: 4096, n_ctx_train: 131072 }, architecture: { input_modalities: ['text'] } },
      { id: 'studio', type: 'vlm', max_context_length: 8192 },
      { id: 'qwen3:8b', object: 'model', owned_by: 'library' },
      { id: 'nomic-embed-text', object: 'model' },
    ];
    const found = models('vllm', { object: 'list', data }).map((model) => [
      model.id,
      model.kind,
      model.contextWindow,
      model.seesImages,
    ]);
    expect(found).toEqual([
      ['vllm', 'language', 32768, undefined],
      ['llama', 'language', 131072, true],
      ['llama-small', 'language', 4096, false],
      ['studio', 'language', 8192, true],
      ['qwen3:8b', 'language', undefined, undefined],
      ['nomic-embed-text', 'embedding', undefined, undefined],
    ]);
  });

  it('may be none, and are asked for with the key', () => {
    expect(models('ollama', { object: 'list', data: null })).toEqual([]);
    expect(openAiChat.modelsRequest(context)).toEqual({
      method: 'GET',
      url: 'https://api.openai.com/v1/models',
      headers: { accept: 'application/json', authorization: 'Bearer sk-test-0123456789' },
      body: undefined,
      notes: [],
    });
  });

  it('are no page of a proxy', () => {
    expect(() => openAiChat.readModels(context, '<html><body>Login')).toThrow('a web page, not JSON');
    expect(() => openAiChat.readModels(context, '{"status":"ok"}')).toThrow('no list of models');
  });
});

describe('embeddings', () => {
  function vectors(data: unknown, count: number) {
    return openAiChat.readEmbeddings!(context, JSON.stringify({ object: 'list', data }), count).map((v) => [...v]);
  }

  it('come in the order of the texts', () => {
    const data = [
      { object: 'embedding', index: 1, embedding: [0.5, 1] },
      { object: 'embedding', index: 0, embedding: [0.25, 2] },
    ];
    expect(vectors(data, 2)).toEqual([
      [0.25, 2],
      [0.5, 1],
    ]);
    expect(vectors([{ embedding: [1] }, { embedding: [2] }], 2)).toEqual([[1], [2]]);
  });

  it('are read from base64', () => {
    const embedding = Buffer.from(Float32Array.of(1.5, -2).buffer).toString('base64');
    expect(vectors([{ index: 0, embedding }], 1)).toEqual([[1.5, -2]]);
  });

  it.each([
    ['too few', [{ embedding: [1] }], 'answered with 1 embeddings for 2 texts'],
    [
      'the same one twice',
      [
        { index: 0, embedding: [1] },
        { index: 0, embedding: [2] },
      ],
      'not numbered one by one',
    ],
    ['different lengths', [{ embedding: [1] }, { embedding: [1, 2] }], 'different lengths'],
    ['texts', [{ embedding: ['1'] }, { embedding: [1] }], 'not a list of numbers'],
    ['nothing', [{ embedding: [] }, { embedding: [] }], 'not a list of numbers'],
    ['half a float', [{ embedding: 'AAA=' }, { embedding: 'AAA=' }], 'not a list of numbers'],
    ['no numbers', [{ embedding: 'AADAfw==' }, { embedding: 'AADAfw==' }], 'not a list of numbers'],
    ['no list', null, 'no embeddings'],
  ])('%s is refused', (_, data, message) => expect(() => vectors(data, 2)).toThrow(message));

  it('of an empty text are asked for with a blank', () => {
    const { body } = openAiChat.embeddingsRequest!(context, 'm', ['a', '']);
    expect(JSON.parse(body!)).toEqual({ model: 'm', input: ['a', ' '], encoding_format: 'float' });
  });
});

it('half a surrogate pair does not spoil the request', () => {
  const { body } = openAiChat.embeddingsRequest!(context, 'm', ['a\ud83d']);
  expect(body).toContain('a\ufffd');
});
