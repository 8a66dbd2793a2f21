import { expect, it } from 'vitest';
import { countChangedLines } from '../../../../plugins/codegen/write/text/count-lines.js';

const many = (count: number, sign = '') => Array.from({ length: count }, (_, at) => `${sign}line ${at}\n`).join('');

it.each([
  ['', '', 0, 0],
  ['', 'a', 1, 0],
  ['', '\n', 1, 0],
  ['a\n', '', 0, 1],
  ['a\nb\n', 'a\nb', 1, 1],
  ['a\nb\nc\n', 'a\nx\ny\nc\n', 2, 1],
  ['a\nb\nc\nd\n', 'a\nc\nd\ne\n', 1, 1],
])('%j to %j', async (before, after, added, removed) => {
  expect(await countChangedLines(before, after)).toEqual({ added, removed });
});

it('takes little time for what is large or quite different', async () => {
  const began = process.cpuUsage();
  expect(await countChangedLines(many(400_000), `${many(400_000)}more\n`)).toEqual({ added: 1, removed: 0 });
  expect(await countChangedLines(many(20_000), many(20_000, 'other '))).toEqual({ added: 20_000, removed: 20_000 });
  expect(process.cpuUsage(began).user).toBeLessThan(3_000_000);
});
