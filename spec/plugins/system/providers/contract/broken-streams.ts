import { expect, it } from 'vitest';
import { STORY } from '../../../../support/ai-doubles/upstream.js';
import { SOME_EVENTS, type Contract } from './contract.js';

/** Half an answer is told to be one. */
export function describeBrokenStreams({ vendor, setUp, ask }: Contract): void {
  it.each([
    ['ends politely without its end', { afterEvents: SOME_EVENTS, then: 'end' }, 'broken-stream'],
    ['is torn', { afterEvents: SOME_EVENTS, then: 'tear' }, 'broken-stream'],
    ['tells of an error', { afterEvents: SOME_EVENTS, then: { write: vendor.streamError('it broke') } }, undefined],
  ] as const)('is an error, with the text kept, when a stream %s', async (_how, cut, kind) => {
    const [bench, double] = await setUp();
    double.cut = cut;
    const { text, error, parts } = await ask(bench, 'story');
    expect(error).toBeDefined();
    if (kind) expect(error?.failure.kind).toBe(kind);
    else expect(`${error?.message} ${error?.hint}`).toContain('it broke');
    expect(text).not.toBe('');
    expect(STORY.startsWith(text)).toBe(true);
    expect(parts.some(({ type }) => type === 'stream-end')).toBe(false);
    expect(double.chats).toHaveLength(1);
  });

  it('is an error when aimock cuts the stream off', async () => {
    const [bench, double] = await setUp({ 'ai-retries': 0 });
    const { text, error } = await ask(bench, 'cut');
    expect(error?.failure.kind).toBe('broken-stream');
    expect(STORY.startsWith(text)).toBe(true);
    expect(double.chats).toHaveLength(1);
  });
}
