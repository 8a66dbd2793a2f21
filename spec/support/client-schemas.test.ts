import { describe, expect, it } from 'vitest';
import { clientFaults } from './client-schemas.js';

const chat = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [
    { index: 0, logprobs: null, finish_reason: 'stop', message: { role: 'assistant', content: 'x', refusal: null } },
  ],
};
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content: [{ type: 'text', text: 'x', citations: null }],
  container: null,
  diagnostics: null,
  stop_reason: 'end_turn',
  stop_sequence: null,
  stop_details: null,
  usage: {
    cache_creation: null,
    cache_creation_input_tokens: null,
    cache_read_input_tokens: null,
    inference_geo: null,
    input_tokens: 1,
    output_tokens: 1,
    output_tokens_details: null,
    server_tool_use: null,
    service_tier: null,
    speed: null,
  },
};

describe('schemas of the official clients', () => {
  it('take good answers', () => {
    expect(clientFaults('ChatCompletion', chat)).toEqual([]);
    expect(clientFaults('Message', message)).toEqual([]);
  });

  it.each([
    ['a missing field', 'ChatCompletion', { ...chat, id: undefined }],
    ['a wrong constant', 'ChatCompletion', { ...chat, object: 'completion' }],
    ['an unknown reason', 'ChatCompletion', { ...chat, choices: [{ ...chat.choices[0], finish_reason: 'eos' }] }],
    ['null where a list is due', 'ChatCompletion', { ...chat, choices: null }],
    ['a number as text', 'ChatCompletion', { ...chat, created: '1' }],
    ['a block of no kind', 'Message', { ...message, content: [{ type: 'texts', text: 'x' }] }],
    ['usage without counts', 'Message', { ...message, usage: {} }],
    ['a reason of the other vendor', 'Message', { ...message, stop_reason: 'stop' }],
    ['an event of no kind', 'RawMessageStreamEvent', { type: 'message_begin' }],
    ['an error without its param', 'ErrorObject', { message: 'x', type: 'y', code: null }],
  ])('refuse %s', (_what, name, value) => {
    expect(clientFaults(name, value)).not.toEqual([]);
  });

  it('refuse fields of requests that nobody knows, when they are closed', () => {
    const request = { model: 'm', messages: [{ role: 'user', content: 'x' }], max_tokens: 1 };
    expect(clientFaults('MessageCreateParams', request, { closed: true })).toEqual([]);
    expect(clientFaults('MessageCreateParams', { ...request, stop: ['a'] }, { closed: true })).not.toEqual([]);
    expect(
      clientFaults('ChatCompletionCreateParams', { ...request, stop_sequences: ['a'] }, { closed: true }),
    ).not.toEqual([]);
  });
});
