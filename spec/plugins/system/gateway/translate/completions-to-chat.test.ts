import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../plugins/system/gateway/gateway-protocol.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { clientFaults } from '../../../../support/client-schemas.js';
import { chunk, claude, dataOf, DONE, streamed } from './support/streamed.js';

const toChat = translationBetween('openai-completions', 'openai-chat', () => 5000);
const toMessages = translationBetween('openai-completions', 'anthropic-messages', () => 5000);

describe('old completions', () => {
  it.each([['go on'], [['go on']]])('ask with the prompt %j', (prompt) => {
    const asked = { model: 'x', prompt, max_tokens: 5, stop: 'END', stream: true };
    const chat = toChat.request(asked, { modelId: 'm' }).body;
    expect(chat).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'go on' }],
      max_completion_tokens: 5,
      stop: 'END',
      stream: true,
    });
    expect(clientFaults('ChatCompletionCreateParams', chat, { closed: true })).toEqual([]);
    expect(toMessages.request(asked, { modelId: 'm' }).body).toEqual({
      model: 'm',
      max_tokens: 5,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'go on' }] }],
      stop_sequences: ['END'],
      stream: true,
    });
  });

  it.each<[JsonObject, string]>([
    [{ prompt: ['a', 'b'] }, 'prompt'],
    [{ prompt: [[1, 2]] }, 'prompt'],
    [{ prompt: '' }, 'prompt'],
    [{}, 'prompt'],
    [{ prompt: 'a', n: 2 }, 'n'],
    [{ prompt: 'a', best_of: 3 }, 'best_of'],
    [{ prompt: 'a', echo: true }, 'echo'],
    [{ prompt: 'a', suffix: 'b' }, 'suffix'],
    [{ prompt: 'a', logprobs: 0 }, 'logprobs'],
  ])('refuse %j', (body, param) => {
    expect(() => toChat.request(body, { modelId: 'm' })).toThrow(expect.objectContaining({ param, status: 400 }));
  });

  it('answer whole and in a stream', () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
    const choices = [{ index: 0, message: { role: 'assistant', content: 'well' }, finish_reason: 'length' }];
    const { body } = toChat.answer({ choices, usage }, 'named');
    expect(clientFaults('Completion', body)).toEqual([]);
    expect(body).toMatchObject({
      created: 5,
      model: 'named',
      usage,
      choices: [{ text: 'well', finish_reason: 'length' }],
    });

    const stream = () =>
      toChat.stream({ model: 'named', request: { stream_options: { include_usage: true } }, id: 'r' });
    const events = streamed(stream(), [
      chunk({ content: 'we' }),
      chunk({ content: 'll' }),
      chunk({}, 'stop', { usage }),
      DONE,
    ]);
    // The document says nothing of streams, where the reason is null until the end.
    const text = JSON.stringify(dataOf(events)).replaceAll('"finish_reason":null', '"finish_reason":"stop"');
    for (const data of JSON.parse(text) as object[]) expect(clientFaults('Completion', data)).toEqual([]);
    expect(dataOf(events).flatMap(({ choices: of }) => (of as { text: string }[]).map(({ text }) => text))).toEqual([
      'we',
      'll',
      '',
    ]);
    expect(dataOf(events).at(-1)).toMatchObject({ id: 'cmpl-7', choices: [], usage });
    expect(events.at(-1)).toEqual(DONE);

    const other = toMessages.stream({ model: 'named', request: {}, id: 'r' });
    const said = streamed(other, [
      claude('message_start', { message: { id: 'msg_1' } }),
      claude('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'hi' } }),
      claude('message_delta', { delta: { stop_reason: 'end_turn' } }),
      claude('message_stop'),
    ]);
    expect(dataOf(said).map(({ choices: of }) => of)).toMatchObject([
      [{ text: 'hi', finish_reason: null }],
      [{ text: '', finish_reason: 'stop' }],
    ]);
  });
});
