import { describe, expect, it } from 'vitest';
import { GREETING, STORY } from '../../../../support/ai-doubles/upstream.js';
import type { AiBench } from './ai-bench.js';
import type { AiDouble } from '../../../../support/ai-doubles/ai-double.js';
import { final, hurried, SOME_EVENTS, type Contract } from './contract.js';
import { compatibleCase, openAiCase } from './provider-case.js';
import { connected } from './stage.js';

/** What happens with others to ask. */
export function describeFailover({ provider, vendor, model, stage, ask }: Contract): void {
  describe('before another provider', () => {
    const next = provider.vendor.id === compatibleCase.vendor.id ? openAiCase : compatibleCase;
    const order = [model, `${next.vendor.id}/${next.vendor.models[0]}`];

    const both = async (): Promise<[AiBench, AiDouble, AiDouble]> => {
      const [first, second] = [await stage().double(provider), await stage().double(next)];
      return [stage().bench(connected(provider, first), connected(next, second)), first, second];
    };

    it('gives its place up before the first token, and is left alone for a while', async () => {
      const [bench, first, second] = await both();
      first.answerChats(...Array.from({ length: 9 }, () => final(vendor.serverError())));
      const again = () => ask(bench, 'hello', { model: order });
      const { parts, text } = await again();
      expect(text).toBe(GREETING);
      expect(parts.at(-1)).toMatchObject({ type: 'stream-end', target: { providerId: next.vendor.id } });
      const failed = parts.filter(({ type }) => type === 'attempt-fail').at(-1);
      expect(failed).toMatchObject({ target: { providerId: vendor.id }, retryInMs: undefined });
      expect(bench.log.some((line) => line.includes(vendor.id) && line.includes(next.vendor.id))).toBe(true);
      const asked = first.chats.length;
      expect((await again()).text).toBe(GREETING);
      expect([first.chats.length, second.chats.length]).toEqual([asked, 2]);
    });

    it('gives its place up when the key is refused', async () => {
      const [bench, first] = await both();
      first.key = 'another-key-than-that-one';
      const { text } = await ask(bench, 'hello', { model: order });
      expect([text, first.chats.length]).toEqual([GREETING, 1]);
    });

    it('keeps its place after the first token: half an answer of each would be neither', async () => {
      const [bench, first, second] = await both();
      first.cut = { afterEvents: SOME_EVENTS, then: 'tear' };
      const { text, error } = await ask(bench, 'story', { model: order });
      expect(error?.failure).toMatchObject({ kind: 'broken-stream', providerId: vendor.id });
      expect(text).not.toBe('');
      expect(STORY.startsWith(text)).toBe(true);
      expect([first.chats.length, second.chats.length]).toEqual([1, 0]);
    });

    it('fails with its own error when nobody answers', async () => {
      const [bench, first, second] = await both();
      for (const [double, { vendor: of }] of [
        [first, provider],
        [second, next],
      ] as const)
        double.answerChats(...Array.from({ length: 9 }, () => hurried(of.serverError())));
      const { error } = await ask(bench, 'hello', { model: order });
      expect(error?.failure.kind).toBe('server-error');
      expect(`${error?.message} ${error?.hint}`).toContain(next.vendor.models[0]);
    });
  });
}
