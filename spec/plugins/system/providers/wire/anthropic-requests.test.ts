import type { AiModelInfo, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../../../../plugins/system/providers/wire/anthropic-messages/anthropic-messages.js';
import type { WireRequest } from '../../../../../plugins/system/providers/wire/wire-format.js';
import { anthropicSchema } from './support/anthropic-schema.js';
import { anyRequest } from './support/any-request.js';
import { wireContext } from './support/wire-context.js';

const isRequest = anthropicSchema();
const context = wireContext('anthropic');
const question: AiRequest = { messages: [{ role: 'user', text: 'Why?' }] };

function model(id: string, more: Partial<AiModelInfo> = {}): AiModelInfo {
  return { id, kind: 'language', ...more };
}

function bodyOf({ body }: WireRequest): Record<string, unknown> {
  return JSON.parse(body ?? '') as Record<string, unknown>;
}

describe('the types of the official SDK', () => {
  it('take every request that we build; neighbours of the same role are one turn', () => {
    const ids = fc.constantFrom('claude-haiku-5-5', 'claude-haiku-4-5-20251001', 'claude-opus-4-6');
    fc.assert(
      fc.property(ids, anyRequest, (id, request) => {
        const body = bodyOf(anthropicMessages.chatRequest(context, model(id, { maxOutputTokens: 64_000 }), request));
        isRequest(body);
        expect(isRequest.errors ?? []).toEqual([]);
        const roles = (body['messages'] as { role: string }[]).map(({ role }) => role);
        expect(roles.filter((role, index) => role === roles[index - 1])).toEqual([]);
        expect(body['max_tokens']).toBeLessThanOrEqual(64_000);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['no max_tokens', { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }] }],
    [
      'a system turn',
      { model: 'm', max_tokens: 9, messages: [{ role: 'system', content: [{ type: 'text', text: 'x' }] }] },
    ],
    [
      'an empty text',
      { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
    ],
    ['a field of OpenAI', { model: 'm', max_tokens: 9, messages: [], stop: 'x' }],
  ])('refuse a request with %s', (_, body) => expect(isRequest(body)).toBe(false));
});

describe('a request', () => {
  it('is sent with version and key', () => {
    const request = anthropicMessages.chatRequest(context, model('claude-haiku-5-5'), question);
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.anthropic.com/v1/messages', notes: [] });
    expect(request.headers).toEqual({
      accept: 'application/json',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
      'x-api-key': 'sk-test-0123456789',
    });
  });

  it('has a token as bearer, and never both', () => {
    const token = wireContext('anthropic', { keyVariable: 'ANTHROPIC_AUTH_TOKEN' });
    const { headers } = anthropicMessages.chatRequest(token, model('claude-haiku-5-5'), question);
    expect(headers).toMatchObject({ authorization: 'Bearer sk-test-0123456789' });
    expect(headers).not.toHaveProperty('x-api-key');
  });

  it.each([
    ['https://api.anthropic.com', 'https://api.anthropic.com/v1/messages'],
    ['https://api.anthropic.com/v1', 'https://api.anthropic.com/v1/messages'],
    ['http://127.0.0.1:4000/anthropic', 'http://127.0.0.1:4000/anthropic/v1/messages'],
  ])('goes from %s to %s', (baseUrl, url) => {
    expect(anthropicMessages.chatRequest(wireContext('anthropic', { baseUrl }), model('x'), question).url).toBe(url);
  });

  it('has the system messages on top, images before their text, turns merged', () => {
    const images = [{ mediaType: 'image/webp' as const, data: Uint8Array.of(1, 2, 3) }];
    const messages = [
      { role: 'system' as const, text: 'Be short.' },
      { role: 'user' as const, text: 'Look:', images },
      { role: 'user' as const, text: 'What is it?' },
      { role: 'assistant' as const, text: '  ' },
      { role: 'system' as const, text: 'Be kind.' },
      { role: 'assistant' as const, text: 'A cat' },
    ];
    const body = bodyOf(anthropicMessages.chatRequest(context, model('claude-haiku-5-5'), { messages }));
    expect(body['system']).toBe('Be short.\n\nBe kind.');
    expect(body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/webp', data: 'AQID' } },
          { type: 'text', text: 'Look:' },
          { type: 'text', text: 'What is it?' },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'A cat' }] },
    ]);
  });

  it.each([
    [undefined, undefined, 8192],
    [undefined, 4096, 4096],
    [undefined, 128_000, 32_000],
    [100_000, 128_000, 100_000],
    [100_000, 64_000, 64_000],
    [0, 64_000, 1],
  ])('asked for %s tokens of a model of at most %s, it says %s', (maxOutputTokens, most, tokens) => {
    const info = model('claude-x', { maxOutputTokens: most });
    const body = bodyOf(anthropicMessages.chatRequest(context, info, { ...question, maxOutputTokens }));
    expect(body['max_tokens']).toBe(tokens);
  });

  it('has sampling parameters only for models that take them, and only one of the two', () => {
    const sampled = { ...question, temperature: 1.5, topP: 0.9 };
    const newer = anthropicMessages.chatRequest(context, model('claude-opus-5-5'), sampled);
    expect(bodyOf(newer)).not.toHaveProperty('temperature');
    expect(newer.notes).toEqual([
      'temperature is left out: claude-opus-5-5 refuses it',
      'top_p is left out: claude-opus-5-5 refuses it',
    ]);
    const older = anthropicMessages.chatRequest(context, model('claude-haiku-4-5'), sampled);
    expect(bodyOf(older)).toMatchObject({ temperature: 1 });
    expect(bodyOf(older)).not.toHaveProperty('top_p');
    expect(older.notes).toHaveLength(2);
    const onlyTopP = anthropicMessages.chatRequest(context, model('claude-haiku-4-5'), { ...question, topP: 0.9 });
    expect(bodyOf(onlyTopP)).toMatchObject({ top_p: 0.9 });
  });
});
