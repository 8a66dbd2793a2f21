import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';

const toMessages = translationBetween('openai-chat', 'anthropic-messages');
const toChat = translationBetween('anthropic-messages', 'openai-chat');
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const picture = fc.base64String({ minLength: 4, maxLength: 12 }).map((data) => `data:image/png;base64,${data}`);

/** One question with a picture, calls of tools with what they gave, an answer. */
const rounds = fc
  .record({
    question: words,
    url: picture,
    inputs: fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2, noNullPrototype: true }), {
      minLength: 1,
      maxLength: 3,
    }),
    results: fc.array(words, { minLength: 3, maxLength: 3 }),
    answer: words,
  })
  .map(({ question, url, inputs, results, answer }) => [
    {
      role: 'user',
      content: [
        { type: 'text', text: question },
        { type: 'image_url', image_url: { url } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: inputs.map((input, at) => ({
        id: `t${at}`,
        type: 'function',
        function: { name: 'look', arguments: JSON.stringify(input) },
      })),
    },
    ...inputs.map((_, at) => ({ role: 'tool', tool_call_id: `t${at}`, content: results[at] ?? '' })),
    { role: 'assistant', content: answer },
  ]);

describe('requests', () => {
  it('are the same after the way there and back', () => {
    fc.assert(
      fc.property(words, fc.array(rounds, { minLength: 1, maxLength: 3 }), fc.nat(999), (system, all, limit) => {
        const messages = [{ role: 'system', content: system }, ...all.flat()];
        const asked = {
          model: 'm',
          messages,
          max_completion_tokens: limit + 1,
          stop: ['END'],
          user: 'u',
          tools: [TOOL],
        };
        const there = toMessages.request(asked, { modelId: 'm' });
        const back = toChat.request(there.body, { modelId: 'm' });
        expect([there.notes, back.notes]).toEqual([[], []]);
        expect(back.body).toEqual(asked);
      }),
      { numRuns: 60 },
    );
  });
});

const TOOL = {
  type: 'function',
  function: { name: 'look', parameters: { type: 'object', properties: { at: { type: 'string' } } } },
};
