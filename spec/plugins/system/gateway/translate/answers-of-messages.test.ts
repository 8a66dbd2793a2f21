import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../../../plugins/system/gateway/gateway-error.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { clientFaults } from '../../../../support/client-schemas.js';
import { claude, dataOf, DONE, streamed } from './support/streamed.js';

const translation = translationBetween('openai-chat', 'anthropic-messages', () => 5000);
const usage = { input_tokens: 3, cache_read_input_tokens: 4, cache_creation_input_tokens: 5, output_tokens: 6 };

/** What Anthropic sends for thinking, a text and two calls of tools. */
const events = [
  claude('message_start', { message: { id: 'msg_1', usage: { ...usage, output_tokens: 1 } } }),
  claude('ping'),
  claude('content_block_start', { index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } }),
  claude('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } }),
  claude('content_block_delta', { index: 0, delta: { type: 'signature_delta', signature: 'sig' } }),
  claude('content_block_stop', { index: 0 }),
  claude('content_block_start', { index: 1, content_block: { type: 'text', text: '' } }),
  claude('content_block_delta', { index: 1, delta: { type: 'text_delta', text: 'Look: ' } }),
  claude('content_block_delta', { index: 1, delta: { type: 'text_delta', text: 'ü🚀' } }),
  claude('content_block_stop', { index: 1 }),
  claude('content_block_start', { index: 2, content_block: { type: 'tool_use', id: 't1', name: 'look', input: {} } }),
  claude('content_block_delta', { index: 2, delta: { type: 'input_json_delta', partial_json: '' } }),
  claude('content_block_delta', { index: 2, delta: { type: 'input_json_delta', partial_json: '{"at"' } }),
  claude('content_block_delta', { index: 2, delta: { type: 'input_json_delta', partial_json: ':1}' } }),
  claude('content_block_stop', { index: 2 }),
  claude('content_block_start', { index: 3, content_block: { type: 'tool_use', id: 't2', name: 'now', input: {} } }),
  claude('content_block_stop', { index: 3 }),
  claude('message_delta', { delta: { stop_reason: 'tool_use', stop_sequence: null }, usage: { output_tokens: 6 } }),
  claude('message_stop'),
];

const opened = (includeUsage = true) =>
  translation.stream({ model: 'named', request: { stream_options: { include_usage: includeUsage } }, id: 'r1' });

describe('answers of Anthropic for a client of chat completions', () => {
  it('come in chunks: the role first, then what is said, the reason, the usage, the end', () => {
    const stream = opened();
    const sent = streamed(stream, events);
    const chunks = dataOf(sent);
    for (const chunk of chunks) expect(clientFaults('ChatCompletionChunk', chunk)).toEqual([]);
    const choices = chunks.flatMap(({ choices: of }) => of as { delta: object; finish_reason: string | null }[]);
    expect(choices.map(({ delta }) => delta)).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { reasoning_content: 'hm' },
      { thinking_blocks: [{ type: 'thinking', thinking: 'hm', signature: 'sig' }] },
      { content: 'Look: ' },
      { content: 'ü🚀' },
      { tool_calls: [{ index: 0, id: 't1', type: 'function', function: { name: 'look', arguments: '' } }] },
      { tool_calls: [{ index: 0, function: { arguments: '{"at"' } }] },
      { tool_calls: [{ index: 0, function: { arguments: ':1}' } }] },
      { tool_calls: [{ index: 1, id: 't2', type: 'function', function: { name: 'now', arguments: '' } }] },
      { tool_calls: [{ index: 1, function: { arguments: '{}' } }] },
      {},
    ]);
    expect(choices.map(({ finish_reason: reason }) => reason).filter(Boolean)).toEqual(['tool_calls']);
    expect(chunks[0]).toMatchObject({ id: 'chatcmpl-1', created: 5, model: 'named', usage: null });
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: {
        prompt_tokens: 12,
        completion_tokens: 6,
        total_tokens: 18,
        prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 5 },
      },
    });
    expect(sent.at(-1)).toEqual(DONE);
    expect(stream).toMatchObject({ isComplete: true, hasBegun: true, usage: { inputTokens: 12, outputTokens: 6 } });
  });

  it('tell their usage only when it was asked for', () => {
    const chunks = dataOf(streamed(opened(false), events));
    expect(chunks.every((chunk) => !('usage' in chunk))).toBe(true);
  });

  it('come whole', () => {
    const content = [
      { type: 'thinking', thinking: 'hm', signature: 'sig' },
      { type: 'redacted_thinking', data: 'xyz' },
      { type: 'text', text: 'Look: ' },
      { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
      { type: 'text', text: 'there' },
      { type: 'tool_use', id: 't1', name: 'look', input: { at: 1 } },
    ];
    const { body, usage: told } = translation.answer({ id: 'msg_1', content, stop_reason: 'tool_use', usage }, 'named');
    expect(clientFaults('ChatCompletion', body)).toEqual([]);
    expect(body).toMatchObject({
      id: 'chatcmpl-1',
      created: 5,
      model: 'named',
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            content: 'Look: there',
            reasoning_content: 'hm',
            thinking_blocks: content.slice(0, 2),
            tool_calls: [{ id: 't1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } }],
          },
        },
      ],
    });
    expect(told).toEqual({ inputTokens: 12, outputTokens: 6 });
  });

  it.each([
    ['end_turn', 'stop'],
    ['max_tokens', 'length'],
    ['stop_sequence', 'stop'],
    ['refusal', 'content_filter'],
    ['model_context_window_exceeded', 'length'],
    ['pause_turn', 'stop'],
    ['something_new', 'stop'],
  ])('end: %s is %s', (reason, expected) => {
    const message = {
      content: [{ type: 'text', text: 'x' }],
      stop_reason: reason,
      stop_details: { explanation: 'no' },
    };
    const { body } = translation.answer(message, 'm');
    expect(body['choices']).toMatchObject([{ finish_reason: expected }]);
  });

  it('are complete with the reason to stop, though the last event is missing', () => {
    const stream = opened();
    for (const event of events.slice(0, -1)) stream.push(event);
    expect(stream.isComplete).toBe(true);
    expect(stream.end().at(-1)).toEqual(DONE);
    expect(stream.end()).toEqual([]);
  });

  it('that break off are not complete, and end with an error', () => {
    const stream = opened();
    for (const event of events.slice(0, 8)) stream.push(event);
    expect(stream.isComplete).toBe(false);
    expect(stream.end()).toEqual([]);
    const [failure, ...more] = stream.fail(new GatewayError({ kind: 'upstream', message: 'gone' }));
    expect(more).toEqual([]);
    const { error } = JSON.parse(failure?.data ?? '') as { error: object };
    expect(clientFaults('ErrorObject', error)).toEqual([]);
    expect(error).toMatchObject({ message: 'gone' });
    expect(stream.push(claude('message_stop'))).toEqual([]);
  });

  it('that tell an error give nothing more', () => {
    const stream = opened();
    stream.push(events[0]!);
    expect(stream.push(claude('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }))).toEqual([]);
    expect(stream.error).toEqual({ message: 'Overloaded', type: 'overloaded_error', code: undefined });
    expect(stream.push(events[7]!)).toEqual([]);
    expect(stream).toMatchObject({ isComplete: false, hasBegun: false });
  });

  it.each([
    [{}, 'no message'],
    [{ content: 'text' }, 'no message'],
    [{ type: 'error', error: { message: 'broken' } }, 'broken'],
  ])('that are none are failures: %j', (body, words) => {
    expect(() => translation.answer(body, 'm')).toThrow(expect.objectContaining({ kind: 'upstream' }));
    expect(() => translation.answer(body, 'm')).toThrow(words);
  });
});
