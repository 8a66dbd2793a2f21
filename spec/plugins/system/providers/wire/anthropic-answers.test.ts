import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../../../../plugins/system/providers/wire/anthropic-messages/anthropic-messages.js';
import type { WirePart } from '../../../../../plugins/system/providers/wire/wire-format.js';
import { wireContext } from './support/wire-context.js';

const context = wireContext('anthropic');

function event(data: { type: string } & Record<string, unknown>): readonly WirePart[] {
  return anthropicMessages.readEvent(context, { event: data.type, data: JSON.stringify(data) });
}

describe('an event', () => {
  const start = { input_tokens: 10, cache_creation_input_tokens: 200, cache_read_input_tokens: 3000, output_tokens: 1 };

  it.each<[string, { type: string } & Record<string, unknown>, readonly WirePart[]]>([
    [
      'the start, with what was read and what came from the cache',
      { type: 'message_start', message: { id: 'm', role: 'assistant', content: [], usage: start } },
      [{ type: 'usage', usage: { inputTokens: 3210, outputTokens: 1 } }],
    ],
    ['an empty block', { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }, []],
    [
      'text',
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hi' } },
      [{ type: 'text', text: 'Hi' }],
    ],
    [
      'thinking',
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } },
      [{ type: 'reasoning', text: 'Hm' }],
    ],
    ['a signature', { type: 'content_block_delta', delta: { type: 'signature_delta', signature: 'EqQ' } }, []],
    ['a tool', { type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '{' } }, []],
    ['the end of a block', { type: 'content_block_stop', index: 0 }, []],
    ['a ping', { type: 'ping' }, []],
    ['what is not known', { type: 'brand_new', text: 'x' }, []],
    ['a name of every object', { type: 'constructor' }, []],
    [
      'the reason, and totals without the input',
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 15, input_tokens: null } },
      [
        { type: 'finish', reason: 'stop' },
        { type: 'usage', usage: { outputTokens: 15 } },
      ],
    ],
    ['the end', { type: 'message_stop' }, [{ type: 'terminator' }]],
    [
      'an error',
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      [{ type: 'error', error: { message: 'Overloaded', type: 'overloaded_error', code: undefined } }],
    ],
  ])('%s', (_, data, parts) => expect(event(data)).toEqual(parts));

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['pause_turn', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['refusal', 'content-filter'],
  ])('the reason %s is %s', (stop_reason, reason) => {
    expect(event({ type: 'message_delta', delta: { stop_reason } })).toEqual([{ type: 'finish', reason }]);
  });

  it('says its kind in the data; the name of the event is only a second chance', () => {
    const data = '{"delta":{"type":"text_delta","text":"a"}}';
    expect(anthropicMessages.readEvent(context, { event: 'content_block_delta', data })).toHaveLength(1);
    expect(anthropicMessages.readEvent(context, { event: undefined, data })).toEqual([]);
    expect(anthropicMessages.readEvent(context, { event: undefined, data: '[DONE]' })).toEqual([]);
  });
});

describe('an answer that came whole', () => {
  it('says the same as a stream', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm', signature: 'x' },
      { type: 'text', text: 'Hi' },
    ];
    const usage = { input_tokens: 5, output_tokens: 2 };
    const body = JSON.stringify({ type: 'message', content, stop_reason: 'end_turn', usage });
    expect(anthropicMessages.readWhole(context, body)).toEqual([
      { type: 'reasoning', text: 'Hm' },
      { type: 'text', text: 'Hi' },
      { type: 'finish', reason: 'stop' },
      { type: 'usage', usage: { inputTokens: 5, outputTokens: 2 } },
      { type: 'terminator' },
    ]);
  });

  it('may be an error, or no message at all', () => {
    const error = { type: 'error', error: { type: 'api_error', message: 'no' } };
    expect(anthropicMessages.readWhole(context, JSON.stringify(error))).toMatchObject([{ type: 'error' }]);
    expect(() => anthropicMessages.readWhole(context, '{"choices":[]}')).toThrow('no message');
  });
});

describe('models', () => {
  const luna = {
    type: 'model',
    id: 'claude-haiku-5-5',
    display_name: 'Claude Haiku 5.5',
    lifecycle: 'active',
    retires_at: null,
    max_input_tokens: 1_000_000,
    max_tokens: 128_000,
    capabilities: { image_input: { supported: true } },
  };

  it('have windows, sight and the day of their end; retired ones are left out', () => {
    const old = { ...luna, id: 'claude-sonnet-4-5', lifecycle: 'deprecated', retires_at: '2026-11-30T00:00:00Z' };
    const gone = { ...luna, id: 'claude-3-opus', lifecycle: 'retired' };
    const bare = { id: 'claude-new', capabilities: null, max_tokens: null };
    const body = JSON.stringify({ data: [luna, old, gone, bare, 7], has_more: false, last_id: 'claude-new' });
    const page = anthropicMessages.readModels(context, body);
    expect(page.next).toBeUndefined();
    expect(page.models).toMatchObject([
      { id: 'claude-haiku-5-5', contextWindow: 1_000_000, maxOutputTokens: 128_000, seesImages: true },
      { id: 'claude-sonnet-4-5', retirement: { date: '2026-11-30', successor: undefined } },
      { id: 'claude-new', contextWindow: undefined, maxOutputTokens: undefined, seesImages: undefined },
    ]);
    expect(page.models[0]!.retirement).toBeUndefined();
  });

  it('come in pages', () => {
    const first = anthropicMessages.modelsRequest(context);
    expect(first.url).toBe('https://api.anthropic.com/v1/models?limit=1000');
    const body = JSON.stringify({ data: [luna], has_more: true, last_id: 'claude-haiku-5-5' });
    const { next } = anthropicMessages.readModels(context, body);
    expect(next).toEqual({ ...first, url: `${first.url}&after_id=claude-haiku-5-5` });
    expect(anthropicMessages.readModels(context, '{"data":[],"has_more":true,"last_id":"x"}').next).toBeUndefined();
  });
});
