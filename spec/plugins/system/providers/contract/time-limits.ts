import { describe, expect, it } from 'vitest';
import { STORY } from '../../../../support/ai-doubles/upstream.js';
import { silentServer } from '../../../../support/ai-doubles/silent-server.js';
import { HELD, type Contract } from './contract.js';
import { KEY } from './stage.js';

/** Nobody waits for ever. */
export function describeTimeLimits({ provider, stage, setUp, ask }: Contract): void {
  describe('in time', () => {
    it('gives up on a connection that does not come about', async () => {
      const silent = await silentServer();
      try {
        const origin = `https://127.0.0.1:${silent.port}`;
        const key = { env: { [provider.keyVariable]: KEY } };
        const settings = { 'ai-connect-timeout': 0.1, 'ai-retries': 0 };
        const bench = stage().bench(provider.at(origin), key, { settings });
        const { error } = await ask(bench, 'hello');
        expect(['unreachable', 'timeout']).toContain(error?.failure.kind);
        expect(`${error?.message} ${error?.hint}`).toContain(origin);
      } finally {
        await silent.close();
      }
    });

    it('gives up on an answer that does not begin', async () => {
      const [bench, double] = await setUp({ 'ai-first-token-timeout': 0.1, 'ai-retries': 0 });
      double.cut = { afterEvents: 1, then: 'hold' };
      const { text, error } = await ask(bench, 'story');
      expect([text, error?.failure.kind]).toEqual(['', 'timeout']);
      expect(error?.hint).toContain('ai-first-token-timeout');
      await double.chats[0]?.hungUp;
    });

    it('gives up on an answer that pauses, and keeps what it has', async () => {
      const [bench, double] = await setUp({ 'ai-idle-timeout': 0.15 });
      double.cut = HELD;
      const { text, error } = await ask(bench, 'story');
      expect(error?.failure.kind).toBe('timeout');
      expect(error?.hint).toContain('ai-idle-timeout');
      expect(text).not.toBe('');
      expect(STORY.startsWith(text)).toBe(true);
      expect(double.chats).toHaveLength(1);
      await double.chats[0]?.hungUp;
    });
  });
}
