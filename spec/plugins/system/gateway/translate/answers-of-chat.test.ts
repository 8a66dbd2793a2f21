import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../../../plugins/system/gateway/gateway-error.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { clientFaults } from '../../../../support/client-schemas.js';
import { chunk, dataOf, DONE, streamed } from './support/streamed.js';

const translation = translationBetween('anthropic-messages', 'openai-chat', () => 5000);
const opened = () => translation.stream({ model: 'named', request: {}, id: 'r1' });
const call = (index: number | undefined, more: object) => ({
  tool_calls: [{ ...(index !== undefined && { index }), ...more }],
});
const named = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '' } });
const input = (text: string) => ({ function: { arguments: text } });
const usage = { prompt_tokens: 10, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 7 } };

interface BlockEvent {
  readonly type: string;
  readonly index?: number;
  readonly content_block?: { readonly type: string };
  readonly delta?: Readonly<Record<string, string>>;
}

/** The events in short: what starts, what it says, what ends. */
function told(events: readonly object[]): readonly string[] {
  return (events as readonly BlockEvent[]).map(({ type, index, content_block: block, delta }) => {
    const said = delta?.['text'] ?? delta?.['thinking'] ?? delta?.['partial_json'] ?? block?.type;
    return said === undefined ? type : `${index} ${said}`;
  });
}

describe('answers of a chat for a client of messages', () => {
  it('come in events, block after block', () => {
    const stream = opened();
    const events = dataOf(
      streamed(stream, [
        chunk({ role: 'assistant', content: '' }),
        chunk({ reasoning_content: 'hm' }),
        chunk({ content: 'Look' }),
        chunk({ content: ': ü🚀' }),
        chunk(call(0, named('t1', 'look'))),
        chunk(call(0, input('{"at":1}'))),
        chunk({}, 'tool_calls'),
        { data: JSON.stringify({ choices: [], usage }) },
        DONE,
      ]),
    );
    for (const event of events) expect(clientFaults('RawMessageStreamEvent', event)).toEqual([]);
    expect(told(events)).toEqual([
      'message_start',
      '0 thinking',
      '0 hm',
      'content_block_stop',
      '1 text',
      '1 Look',
      '1 : ü🚀',
      'content_block_stop',
      '2 tool_use',
      '2 {"at":1}',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(events[0]).toMatchObject({ message: { id: 'msg_7', model: 'named', content: [], stop_reason: null } });
    expect(events.at(-2)).toMatchObject({
      delta: { stop_reason: 'tool_use' },
      usage: { input_tokens: 3, cache_read_input_tokens: 7, output_tokens: 4 },
    });
    expect(stream).toMatchObject({ isComplete: true, hasBegun: true, usage: { inputTokens: 10, outputTokens: 4 } });
  });

  it('bring calls one after another whose input came interleaved', () => {
    const events = dataOf(
      streamed(opened(), [
        chunk(call(0, named('a', 'one'))),
        chunk(call(1, named('b', 'two'))),
        chunk(call(1, input('{"b"'))),
        chunk(call(0, input('{}'))),
        chunk(call(1, input(':2}'))),
        chunk({ content: 'and so' }),
        chunk({}, 'stop'),
        DONE,
      ]),
    );
    expect(told(events)).toEqual([
      'message_start',
      '0 tool_use',
      '0 {}',
      'content_block_stop',
      '1 tool_use',
      '1 {"b"',
      '1 :2}',
      'content_block_stop',
      '2 text',
      '2 and so',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: 'tool_use' } });
  });

  it.each([
    ['without indices', [call(undefined, named('a', 'one')), call(undefined, named('b', 'two'))]],
    ['with one index for all', [call(0, named('a', 'one')), call(0, named('b', 'two'))]],
    ['without ids', [call(0, { function: { name: 'one' } }), call(1, { function: { name: 'two' } })]],
    [
      'with the name after the input',
      [call(0, input('{}')), call(0, { id: 'a', function: { name: 'one' } }), call(1, named('b', 'two'))],
    ],
    ['with id and name again', [call(0, named('a', 'one')), call(0, named('a', 'one')), call(1, named('b', 'two'))]],
  ])('know two calls %s', (_how, deltas) => {
    const events = dataOf(streamed(opened(), [...deltas.map((delta) => chunk(delta)), chunk({}, 'tool_calls'), DONE]));
    const blocks = events.flatMap(
      ({ content_block: block }) => (block as { id: string; name: string } | undefined) ?? [],
    );
    expect(blocks.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(2);
    for (const event of events) expect(clientFaults('RawMessageStreamEvent', event)).toEqual([]);
  });

  it('come whole', () => {
    const message = {
      role: 'assistant',
      content: 'Look',
      reasoning: 'hm',
      tool_calls: [
        { id: 't1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
        { id: 't2', type: 'function', function: { name: 'look', arguments: '{"at":' } },
      ],
    };
    const body = { id: 'chatcmpl-1', choices: [{ index: 0, message, finish_reason: 'stop' }], usage };
    const { body: answer, usage: read } = translation.answer(body, 'named');
    expect(clientFaults('Message', answer)).toEqual([]);
    expect(answer).toMatchObject({
      id: 'msg_1',
      model: 'named',
      stop_reason: 'tool_use',
      content: [
        { type: 'thinking', thinking: 'hm', signature: '' },
        { type: 'text', text: 'Look' },
        { type: 'tool_use', id: 't1', name: 'look', input: { at: 1 } },
        { type: 'tool_use', id: 't2', name: 'look', input: { invalid_json: '{"at":' } },
      ],
      usage: { input_tokens: 3, cache_read_input_tokens: 7, output_tokens: 4 },
    });
    expect(read).toEqual({ inputTokens: 10, outputTokens: 4 });
  });

  it.each([
    ['stop', 'end_turn'],
    ['eos', 'end_turn'],
    ['length', 'max_tokens'],
    ['content_filter', 'refusal'],
  ])('end: %s is %s', (reason, expected) => {
    const choices = [{ message: { content: 'x' }, finish_reason: reason }];
    expect(translation.answer({ choices }, 'm').body['stop_reason']).toBe(expected);
    const events = dataOf(streamed(opened(), [chunk({ content: 'x' }, reason), DONE]));
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: expected } });
  });

  it('that refuse say so', () => {
    const choices = [{ message: { content: null, refusal: 'I will not' }, finish_reason: 'stop' }];
    const { body } = translation.answer({ choices }, 'm');
    expect(clientFaults('Message', body)).toEqual([]);
    expect(body).toMatchObject({ stop_reason: 'refusal', content: [{ text: 'I will not' }] });
    const events = dataOf(
      streamed(opened(), [chunk({ refusal: 'I will ' }), chunk({ refusal: 'not' }), chunk({}, 'stop'), DONE]),
    );
    expect(events.at(-2)).toMatchObject({
      delta: { stop_reason: 'refusal', stop_details: { explanation: 'I will not' } },
    });
  });

  it('that break off are not complete, and end with an error event', () => {
    const stream = opened();
    stream.push(chunk({ content: 'x' }));
    expect(stream.isComplete).toBe(false);
    const [failure] = stream.fail(new GatewayError({ kind: 'overloaded', message: 'full' }));
    expect(failure?.event).toBe('error');
    expect(clientFaults('ErrorResponse', JSON.parse(failure?.data ?? ''))).toEqual([]);
    expect(failure?.data).toContain('"overloaded_error"');
  });

  it('that tell an error in the stream keep it', () => {
    const stream = opened();
    expect(stream.push({ data: '{"error":{"message":"no memory","code":500}}' })).toEqual([]);
    expect(stream.error).toEqual({ message: 'no memory', type: undefined, code: '500' });
    expect(stream.push(DONE)).toEqual([]);
    expect(stream.isComplete).toBe(false);
  });

  it.each([[{}], [{ choices: [] }], [{ choices: [{}] }], [{ error: { message: 'broken' } }]])(
    'that are none are failures: %j',
    (body) => {
      expect(() => translation.answer(body, 'm')).toThrow(expect.objectContaining({ kind: 'upstream' }));
    },
  );
});
