import { expect, it } from 'vitest';
import { countChangedLines } from '../../../../plugins/codegen/write/text/count-lines.js';
import { expectQuick } from '../../../support/expect-quick.js';

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
  const [large, longer] = [many(400_000), `${many(400_000)}more\n`];
  expect(await expectQuick(2_000, () => countChangedLines(large, longer))).toEqual({ added: 1, removed: 0 });
  const [one, other] = [many(20_000), many(20_000, 'other ')];
  expect(await expectQuick(2_000, () => countChangedLines(one, other))).toEqual({ added: 20_000, removed: 20_000 });
});

it('counts what differs, not what a search had time for', async () => {
  const lines = many(6_000).split('\n').slice(0, -1);
  const half = lines.map((line, at) => (at % 2 === 0 ? `${line} changed` : line));
  expect(await countChangedLines(many(6_000), `${half.join('\n')}\n`)).toEqual({ added: 3_000, removed: 3_000 });
  const [first, ...rest] = many(200_000).split('\n').slice(0, -2);
  const ends = ['other', ...rest, 'another', ''].join('\n');
  expect(first).toBe('line 0');
  expect(await countChangedLines(many(200_000), ends)).toEqual({ added: 2, removed: 2 });
});

it('lines that are there many times stay where they are', async () => {
  const before = Array.from({ length: 2_000 }, (_, at) => `same ${at % 5}\n`);
  const after = before.map((line, at) => (at % 4 === 1 ? 'other\n' : line));
  expect(await countChangedLines(before.join(''), after.join(''))).toEqual({ added: 500, removed: 500 });
});

it('is linear where parts have nothing in common', async () => {
  const parts = (sign: string) =>
    Array.from({ length: 500 }, (_, at) => `part ${at}\n${`${sign}0\n${sign}1\n`.repeat(200)}`).join('');
  const [before, after] = [parts('a'), parts('b')];
  expect(await expectQuick(3_000, () => countChangedLines(before, after))).toEqual({
    added: 200_000,
    removed: 200_000,
  });
});
