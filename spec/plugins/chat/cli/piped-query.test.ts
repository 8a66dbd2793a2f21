import { expect, it } from 'vitest';
import { pipedQuery } from '../../../../plugins/chat/cli/piped-query.js';

async function* lines(...given: string[]): AsyncIterable<string> {
  yield* given;
}

it('a query that is piped in is read to its end, of a long one both ends', async () => {
  expect(await pipedQuery(lines('one', 'two', ''))).toBe('one\ntwo');
  const long = lines('first', ...Array.from({ length: 100_000 }, () => 'x'.repeat(50)), 'last');
  const query = await pipedQuery(long);
  expect(query.length).toBeLessThanOrEqual(16_000);
  expect([query.startsWith('first\n'), query.endsWith('\nlast')]).toEqual([true, true]);
});
