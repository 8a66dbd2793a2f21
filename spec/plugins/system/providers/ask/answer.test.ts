import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AiError, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { clean } from '../../../../../core/screen/text/clean.js';
import { NO_ANSWER, withPart, type Answer } from '../../../../../plugins/system/providers/ask/answer.js';
import {
  attemptText,
  failureLines,
  secondsText,
  summaryText,
} from '../../../../../plugins/system/providers/ask/answer-text.js';
import { WholeText } from '../../../../../plugins/system/providers/ask/whole-text.js';

const target = { providerId: 'openai', modelId: 'gpt-6-luna', host: 'api.openai.com' };
const other = { providerId: 'acme', modelId: 'm', host: undefined };
const usage = { inputTokens: 12, outputTokens: 34, costUsd: 0.0123 };

function answerOf(...parts: readonly AiStreamPart[]): Answer {
  return parts.reduce((answer, part, index) => withPart(answer, part, 100 * (index + 1)), NO_ANSWER);
}

describe('an answer', () => {
  it('gathers text, failures, the time of the first token and the end', () => {
    const error = new Error('too many requests');
    const answer = answerOf(
      { type: 'attempt-start', target: other, attempt: 1 },
      { type: 'attempt-fail', target: other, error, retryInMs: undefined },
      { type: 'attempt-start', target, attempt: 1 },
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      { type: 'stream-end', reason: 'stop', target, usage },
    );
    expect(answer).toEqual({
      target,
      attempts: 2,
      failed: [{ target: other, error, retryInMs: undefined }],
      text: 'Hello',
      firstTokenMs: 400,
      end: { reason: 'stop', usage, afterMs: 700 },
    });
  });

  it('passes over parts that it does not know', () => {
    expect(withPart(NO_ANSWER, { type: 'tool-call' } as unknown as AiStreamPart, 1)).toBe(NO_ANSWER);
  });
});

describe('what is said of an answer', () => {
  const ended = (reason: 'stop' | 'length' | 'content-filter' | 'aborted') =>
    summaryText(answerOf({ type: 'text-delta', text: 'x' }, { type: 'stream-end', reason, target, usage }));

  it.each([
    ['stop', /^openai/],
    ['length', /^cut off at the limit of tokens · openai/],
    ['content-filter', /^withheld by the provider's filter · openai/],
    ['aborted', /^stopped · openai/],
  ] as const)('%s', (reason, expected) => expect(ended(reason)).toMatch(expected));

  it('is one line', () =>
    expect(ended('stop')).toBe('openai gpt-6-luna · tokens 12 in, 34 out · $0.012 · first token 100ms · 200ms'));

  it('leaves out what nobody knows', () => {
    const unknown = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };
    const answer = answerOf({ type: 'stream-end', reason: 'stop', target, usage: unknown });
    expect(summaryText(answer)).toBe('openai gpt-6-luna · 100ms');
    expect(summaryText(NO_ANSWER)).toBe('');
  });

  it.each([
    [{ inputTokens: undefined, outputTokens: 0 }, 'openai gpt-6-luna · 100ms'],
    [{ inputTokens: 0, outputTokens: 0 }, 'openai gpt-6-luna · 100ms'],
    [{ inputTokens: 5, outputTokens: 0 }, 'openai gpt-6-luna · tokens 5 in, 0 out · 100ms'],
  ])('says of tokens %j what was counted', (tokens, expected) => {
    const end = { type: 'stream-end', reason: 'stop', target, usage: { ...tokens, costUsd: undefined } } as const;
    expect(summaryText(answerOf(end))).toBe(expected);
  });

  it('says when a request is sent again', () => {
    const error = new Error('slow down');
    expect(attemptText({ target, error, retryInMs: 1500 })).toBe('slow down; again in 1.5s');
    expect(attemptText({ target, error, retryInMs: undefined })).toBe('slow down');
  });

  it('says what to do', () => {
    const failure = { kind: 'unauthorised', providerId: 'openai', modelId: undefined } as const;
    expect(failureLines(new AiError({ message: 'refused', hint: 'Check the key', failure }))).toEqual([
      'refused',
      'Check the key',
    ]);
    expect(failureLines('odd')).toEqual(['odd']);
  });

  it.each([
    [0, '0ms'],
    [999, '999ms'],
    [1000, '1s'],
    [1440, '1.4s'],
    [61_000, '61s'],
  ])('%i ms is %s', (ms, text) => expect(secondsText(ms)).toBe(text));
});

describe('text that comes in pieces', () => {
  it('is whole also when a piece is longer than what is cleaned at once', () => {
    const long = '🚀\x1b[31mred\x1b[0m '.repeat(200_000);
    expect(new WholeText(clean).push(`${long}end`)).toBe(`${'🚀red '.repeat(200_000)}end`);
  });

  it('is as clean as the whole', () => {
    const part = fc.constantFrom('a', ' ', '\x1b[31m', '\x1b[0m', '🚀', 'é', '\n', '\x1b[1;2H', 'word');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 8 }), (parts, cuts) => {
        const whole = `${parts.join('')}.`;
        const at = [0, ...cuts.map((cut) => cut % whole.length).sort((a, b) => a - b), whole.length];
        const text = new WholeText(clean);
        const pieces = at.slice(1).map((end, index) => text.push(whole.slice(at[index], end)));
        expect(pieces.join('')).toBe(clean(whole));
      }),
    );
  });
});
