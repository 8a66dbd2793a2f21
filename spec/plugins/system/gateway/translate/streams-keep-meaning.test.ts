import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerPiece } from '../../../../../plugins/system/gateway/translate/answer/answer-piece.js';
import { wholeAnswer } from '../../../../../plugins/system/gateway/translate/answer/whole-answer.js';
import { answerWriter } from '../../../../../plugins/system/gateway/translate/answer-writers.js';
import { ChatChunkReader } from '../../../../../plugins/system/gateway/translate/read/chat-chunk-reader.js';
import { MessageEventReader } from '../../../../../plugins/system/gateway/translate/read/message-event-reader.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { clientFaults } from '../../../../support/client-schemas.js';
import { dataOf } from './support/streamed.js';

const names = { model: 'm', id: 'r', created: 1 };
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });

/** Answers as providers write them: thinking first, then text, then calls of tools, their inputs one after another or mixed. */
const answers = fc
  .record({
    reasoning: fc.array(words, { maxLength: 2 }),
    signature: fc.option(words, { nil: undefined }),
    texts: fc.array(words, { maxLength: 3 }),
    inputs: fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2, noNullPrototype: true }), {
      maxLength: 3,
    }),
    isMixed: fc.boolean(),
    usage: fc.record({ input: fc.nat(999), cacheRead: fc.nat(999), output: fc.nat(999) }),
    reason: fc.constantFrom('stop' as const, 'length' as const, 'content-filter' as const),
  })
  .map(({ reasoning, signature, texts, inputs, isMixed, usage, reason }): readonly AnswerPiece[] => {
    const halves = inputs.map((input, call) => {
      const json = JSON.stringify(input);
      const pieces = [json.slice(0, 2), json.slice(2)].filter((text) => text !== '');
      return pieces.map((text) => ({ type: 'tool-input' as const, call, json: text }));
    });
    const starts = inputs.map((_, call) => ({ type: 'tool-start' as const, call, id: `t${call}`, name: `n${call}` }));
    const inTurn = starts.flatMap((start, call) => [start, ...(halves[call] ?? [])]);
    const mixed = [
      ...starts,
      ...halves.flatMap(([first]) => first ?? []),
      ...halves.flatMap(([, second]) => second ?? []),
    ];
    const isSigned = reasoning.length > 0 && signature !== undefined;
    return [
      { type: 'start', id: '1' },
      ...reasoning.map((text) => ({ type: 'reasoning' as const, text })),
      ...(isSigned ? [{ type: 'signature' as const, signature }] : []),
      ...texts.map((text) => ({ type: 'text' as const, text })),
      ...(isMixed ? mixed : inTurn),
      { type: 'usage', usage },
      { type: 'finish', reason: inputs.length > 0 ? 'tool-calls' : reason },
    ];
  });

function meaning(pieces: readonly AnswerPiece[]) {
  const { blocks, end, usage } = wholeAnswer(pieces);
  return { blocks, end, usage: { ...usage, cacheWrite: undefined, reasoning: undefined } };
}

describe('streams', () => {
  it.each([
    ['anthropic-messages' as const, 'RawMessageStreamEvent', () => new MessageEventReader()],
    ['openai-chat' as const, 'ChatCompletionChunk', () => new ChatChunkReader()],
  ])('of %s say what was said, in the shape of %s', (format, shape, reader) => {
    fc.assert(
      fc.property(answers, (pieces) => {
        const writer = answerWriter(format, names, { stream_options: { include_usage: true } });
        const events = [...pieces.flatMap((piece) => writer.write(piece)), ...writer.end()];
        for (const data of dataOf(events)) expect(clientFaults(shape, data)).toEqual([]);
        const read = reader();
        const again = meaning(events.flatMap((event) => read.read(event)));
        const before = meaning(pieces);
        // OpenAI's format has no place for reasoning among its deltas but one text, unsigned.
        const isKept = (block: { type: string }) => format === 'anthropic-messages' || block.type !== 'reasoning';
        expect({ ...again, blocks: again.blocks.filter(isKept) }).toEqual({
          ...before,
          blocks: before.blocks.filter(isKept),
        });
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['openai-chat' as const, 'anthropic-messages' as const],
    ['anthropic-messages' as const, 'openai-chat' as const],
    ['openai-completions' as const, 'anthropic-messages' as const],
  ])('for %s from %s stand whatever comes', (from, to) => {
    const key = fc.constantFrom(
      ...[
        'type',
        'index',
        'delta',
        'content_block',
        'message',
        'usage',
        'choices',
        'tool_calls',
        'function',
        'arguments',
      ],
      ...['content', 'name', 'id', 'text', 'partial_json', 'stop_reason', 'finish_reason', 'input_tokens', 'error'],
    );
    const kinds = fc.constantFrom(
      ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop', 'message_delta'],
      ...['tool_use', 'text', 'thinking', 'text_delta', 'input_json_delta', 'stop', '__proto__'],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        fc.oneof(kinds, fc.integer(), fc.constant(null), fc.boolean()),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    const data = fc.oneof(
      tree.map((value) => JSON.stringify(value)),
      fc.string(),
      fc.constant('[DONE]'),
    );
    const event = fc.record({ event: fc.option(kinds, { nil: undefined }), data });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const stream = translationBetween(from, to).stream({ model: 'm', request: {}, id: 'r' });
        for (const one of events) expect(Array.isArray(stream.push(one))).toBe(true);
        stream.end();
        expect(stream.end()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
