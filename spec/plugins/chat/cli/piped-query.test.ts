import { FakeClock } from 'devmgr/plugin-api/testing';
import { describe, expect, it } from 'vitest';
import { pipedQuery } from '../../../../plugins/chat/cli/piped-query.js';

const { signal } = new AbortController();
async function* lines(...given: string[]): AsyncIterable<string> {
  yield* given;
}
async function* silent(): AsyncIterable<string> {
  await new Promise(() => undefined);
  yield '';
}

describe('a query that is piped in', () => {
  it('is read to its end, of a long one both ends', async () => {
    expect(await pipedQuery({ stdin: lines('one', 'two', ''), signal }, undefined)).toBe('one\ntwo');
    const long = lines('first', ...Array.from({ length: 100_000 }, () => 'x'.repeat(50)), 'last');
    const query = await pipedQuery({ stdin: long, signal }, undefined);
    expect(query.length).toBeLessThanOrEqual(16_000);
    expect([query.startsWith('first\n'), query.endsWith('\nlast')]).toEqual([true, true]);
  });

  it('is empty when a pipe stays silent', async () => {
    const clock = new FakeClock();
    const reading = pipedQuery({ stdin: silent(), signal }, clock);
    clock.advance(5_000);
    expect(await reading).toBe('');
  });

  it('is given up when the person leaves', async () => {
    const leaving = new AbortController();
    const reading = pipedQuery({ stdin: silent(), signal: leaving.signal }, undefined);
    leaving.abort(new Error('left'));
    await expect(reading).rejects.toThrow('left');
  });
});
