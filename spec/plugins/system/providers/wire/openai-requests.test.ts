import type { AiModelInfo, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAiChat } from '../../../../../plugins/system/providers/wire/openai-chat/openai-chat.js';
import type { WireContext, WireRequest } from '../../../../../plugins/system/providers/wire/wire-format.js';
import { anyRequest } from './support/any-request.js';
import { openAiSchema } from './support/openai-schema.js';
import { wireContext } from './support/wire-context.js';

const isChatRequest = openAiSchema('CreateChatCompletionRequest');
const isEmbeddingRequest = openAiSchema('CreateEmbeddingRequest');
const question: AiRequest = { messages: [{ role: 'user', text: 'Why?' }] };

function model(id: string, more: Partial<AiModelInfo> = {}): AiModelInfo {
  return { id, kind: 'language', ...more };
}

function bodyOf({ body }: WireRequest): Record<string, unknown> {
  return JSON.parse(body ?? '') as Record<string, unknown>;
}

function chat(context: WireContext, modelId: string, request: Partial<AiRequest> = {}): Record<string, unknown> {
  return bodyOf(openAiChat.chatRequest(context, model(modelId), { ...question, ...request }));
}

describe('OpenAI own document', () => {
  it('takes every chat request that we build', () => {
    const contexts = [wireContext('openai'), wireContext('together'), wireContext('ollama'), wireContext('vllm')];
    const ids = fc.constantFrom('gpt-6-luna', 'gpt-4o', 'Qwen/Qwen3.5-9B');
    fc.assert(
      fc.property(fc.constantFrom(...contexts), ids, anyRequest, (context, id, request) => {
        isChatRequest(bodyOf(openAiChat.chatRequest(context, model(id), request)));
        expect(isChatRequest.errors ?? []).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes every request for embeddings that we build', () => {
    const texts = fc.array(fc.string(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, (input) => {
        isEmbeddingRequest(
          bodyOf(openAiChat.embeddingsRequest!(wireContext('openai'), 'text-embedding-3-small', input)),
        );
        expect(isEmbeddingRequest.errors ?? []).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  const wrong: readonly [string, object][] = [
    ['no model', { messages: [{ role: 'user', content: 'x' }] }],
    ['no messages', { model: 'gpt-6-luna', messages: [] }],
    ['messages that are a text', { model: 'gpt-6-luna', messages: 'x' }],
    ['an unknown role', { model: 'gpt-6-luna', messages: [{ role: 'wizard', content: 'x' }] }],
    ['temperature 9', { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'x' }], temperature: 9 }],
    [
      'five stops',
      { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'x' }], stop: ['a', 'b', 'c', 'd', 'e'] },
    ],
    ['a field that is not there', { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'x' }], max_token: 9 }],
    [
      'an image without address',
      { model: 'gpt-6-luna', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }] },
    ],
  ];

  it.each(wrong)('refuses a request with %s', (_, body) => expect(isChatRequest(body)).toBe(false));

  it('refuses embeddings of nothing', () => expect(isEmbeddingRequest({ model: 'x', input: [] })).toBe(false));
});

describe('a chat request', () => {
  it('is a stream with the usage at its end, sent with the key', () => {
    const request = openAiChat.chatRequest(wireContext('openai'), model('gpt-6-luna'), question);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.openai.com/v1/chat/completions', notes: [] });
    expect(request.headers).toEqual({
      accept: 'application/json',
      authorization: 'Bearer sk-test-0123456789',
      'content-type': 'application/json',
    });
    expect(bodyOf(request)).toEqual({
      model: 'gpt-6-luna',
      messages: [{ role: 'user', content: 'Why?' }],
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
    });
  });

  it('has no authorization without a key, and the headers of the endpoint', () => {
    const context = wireContext('ollama', { key: undefined, headers: { 'OpenAI-Project': 'p1' } });
    const { headers } = openAiChat.chatRequest(context, model('qwen3:8b'), question);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).toMatchObject({ 'openai-project': 'p1' });
  });

  it('sends a header of the person once, in place of our own', () => {
    const context = wireContext('openai', { headers: { Authorization: 'Basic abc' } });
    expect(openAiChat.chatRequest(context, model('x'), question).headers).toMatchObject({ authorization: 'Basic abc' });
  });

  it('keeps the query of a base URL', () => {
    const context = wireContext('openai', { baseUrl: 'https://azure.example/openai/v1?api-version=3' });
    const { url } = openAiChat.chatRequest(context, model('x'), question);
    expect(url).toBe('https://azure.example/openai/v1/chat/completions?api-version=3');
  });

  it('limits the answer in the field that the provider knows', () => {
    const limited = { maxOutputTokens: 300 };
    expect(chat(wireContext('openai'), 'gpt-6-luna', limited)).toMatchObject({ max_completion_tokens: 300 });
    expect(chat(wireContext('openai'), 'gpt-6-luna', limited)).not.toHaveProperty('max_tokens');
    expect(chat(wireContext('ollama'), 'qwen3:8b', limited)).toMatchObject({ max_tokens: 300 });
    expect(chat(wireContext('ollama'), 'qwen3:8b', limited)).not.toHaveProperty('max_completion_tokens');
  });

  it.each([
    ['https://api.openai.com/v1', 'gpt-4o', 'max_completion_tokens'],
    ['https://api.openai.com/v1', 'a-model-of-tomorrow', 'max_completion_tokens'],
    ['http://127.0.0.1:11434/v1', 'gpt-5-mini', 'max_completion_tokens'],
    ['https://gateway.example/v1', 'gpt-6-luna', 'max_completion_tokens'],
    ['https://gateway.example/v1', 'ft:o3-mini:house', 'max_completion_tokens'],
    // Ollama and others ignore what OpenAI has renamed, and say nothing.
    ['http://127.0.0.1:11434/v1', 'qwen3:8b', 'max_tokens'],
    ['http://127.0.0.1:11434/v1', 'gpt-oss:20b', 'max_tokens'],
    ['https://api.openai.com.gateway.example/v1', 'gpt-4o', 'max_tokens'],
  ])('at %s the limit of %s is in %s, whatever variable named the address', (baseUrl, id, field) => {
    const body = chat(wireContext('openai', { baseUrl }), id, { maxOutputTokens: 300 });
    const fields = Object.keys(body).filter((name) => /^max_/.test(name));
    expect([fields, body[field]]).toEqual([[field], 300]);
  });

  it('limits the answer in the field that a person named, wherever the provider is', () => {
    const { quirks } = wireContext('openai').definition;
    const elsewhere = { baseUrl: 'https://gateway.example/v1' };
    const limited = { maxOutputTokens: 300 };
    const named = (tokenField: 'max_tokens' | 'max_completion_tokens') =>
      wireContext('openai', elsewhere, { ...quirks, tokenField });
    expect(chat(named('max_completion_tokens'), 'my-deployment', limited)).toMatchObject({
      max_completion_tokens: 300,
    });
    expect(chat(named('max_tokens'), 'gpt-6-luna', limited)).toMatchObject({ max_tokens: 300 });
  });

  it('asks for no more than the model writes, and says so', () => {
    const small = model('gpt-4o', { maxOutputTokens: 16_384 });
    const request = openAiChat.chatRequest(wireContext('openai'), small, { ...question, maxOutputTokens: 50_000 });
    expect(bodyOf(request)).toMatchObject({ max_completion_tokens: 16_384 });
    expect(request.notes).toEqual(['the answer is limited to 16384 tokens: gpt-4o writes no more']);
  });

  it('leaves out sampling parameters where the model refuses them, and says so', () => {
    const sampled = { ...question, temperature: 0.2, topP: 0.9 };
    const refused = openAiChat.chatRequest(wireContext('openai'), model('gpt-6-luna'), sampled);
    expect(bodyOf(refused)).not.toHaveProperty('temperature');
    expect(bodyOf(refused)).not.toHaveProperty('top_p');
    expect(refused.notes).toEqual([
      'temperature is left out: gpt-6-luna refuses it',
      'top_p is left out: gpt-6-luna refuses it',
    ]);
    expect(chat(wireContext('openai'), 'gpt-4o', sampled)).toMatchObject({ temperature: 0.2, top_p: 0.9 });
  });

  it('ignores a pattern of the settings that is no regular expression', () => {
    const context = wireContext('vllm', {}, { noSamplingModels: ['(', '^tiny'] });
    expect(chat(context, 'big', { temperature: 1 })).toHaveProperty('temperature');
    expect(chat(context, 'tiny', { temperature: 1 })).not.toHaveProperty('temperature');
  });

  it('has no stream options where they are not understood', () => {
    expect(chat(wireContext('vllm', {}, { hasStreamOptions: false }), 'x')).not.toHaveProperty('stream_options');
  });

  it('has images of the user as data URIs, and no others', () => {
    const images = [{ mediaType: 'image/png' as const, data: Uint8Array.of(1, 2, 3) }];
    const messages = [
      { role: 'user' as const, text: 'What is it?', images },
      { role: 'assistant' as const, text: 'A cat', images },
    ];
    const request = openAiChat.chatRequest(wireContext('openai'), model('gpt-4o'), { messages });
    expect(bodyOf(request)['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
        ],
      },
      { role: 'assistant', content: 'A cat' },
    ]);
    expect(request.notes).toEqual(['images are left out where the message is not from the user']);
  });

  it('has the first four stop sequences', () => {
    const stopSequences = ['a', '', 'b', 'c', 'd', 'e'];
    const request = openAiChat.chatRequest(wireContext('openai'), model('gpt-4o'), { ...question, stopSequences });
    expect(bodyOf(request)).toMatchObject({ stop: ['a', 'b', 'c', 'd'] });
    expect(request.notes).toEqual(['only the first 4 stop sequences are sent']);
  });
});
