import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../core/screen/text/spans.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { textWidth } from '../../../../core/screen/text/text-width.js';
import { truncate } from '../../../../core/screen/text/truncate.js';
import { wrap } from '../../../../core/screen/text/wrap.js';
import { clean } from '../../../../core/screen/text/clean.js';

const text = fc
  .array(fc.constantFrom('a', 'b ', ' ', '漢', '🚀', 'e\u0316', 'word', '…'), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('truncate', () => {
  it.each([
    ['hello', 5, 'end', 'hello'],
    ['hello!', 5, 'end', 'hell…'],
    ['integration/test_db.py::test_teardown', 20, 'middle', 'integratio…_teardown'],
    ['漢字漢字', 5, 'end', '漢字…'],
    ['漢字漢字', 4, 'end', '漢…'],
    ['abc', 1, 'middle', '…'],
    ['abc', 0, 'end', ''],
  ] as const)('%s in %i cells, cut at the %s', (input, cells, where, expected) => {
    expect(truncate(input, cells, where)).toBe(expected);
  });

  it('is never wider than it may be', () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(30),
        fc.constantFrom('end', 'middle'),
        (input, cells, where) => textWidth(truncate(input, cells, where)) <= cells,
      ),
    );
  });
});

describe('wrap', () => {
  const lines = (input: string, cells: number) => wrap(input, cells).map(plainText);

  it('breaks at blanks, and inside words that are too long', () => {
    expect(lines('the quick brown fox', 9)).toEqual(['the quick', 'brown fox']);
    expect(lines('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(lines('漢字漢字', 5)).toEqual(['漢字', '漢字']);
    expect(lines('one\n\ntwo', 10)).toEqual(['one', '', 'two']);
    expect(lines('', 10)).toEqual(['']);
  });

  it('keeps styles', () => {
    expect(wrap([{ text: 'ab ', style: 'error' }, { text: 'cd ef' }], 5)).toEqual([
      [{ text: 'ab ', style: 'error' }, { text: 'cd' }],
      [{ text: 'ef' }],
    ]);
  });

  it('loses nothing but blanks, and no line is too wide', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (input, cells) => {
        const wrapped = lines(input, cells);
        expect(wrapped.every((line) => textWidth(line) <= cells)).toBe(true);
        expect(wrapped.join('').replaceAll(' ', '')).toBe(clean(input).replaceAll(' ', ''));
      }),
    );
  });
});

describe('text tools', () => {
  const tools = textTools((line) => line.replace('secret', '***'));

  it('clean what they measure and cut', () => {
    expect(tools.width('\x1b[31m漢\x1b[0m')).toBe(2);
    expect(tools.width('ab\nabcd')).toBe(4);
    expect(tools.truncate('a\nbcdef', 4)).toBe('a b…');
    expect(tools.redact('a secret')).toBe('a ***');
  });
});
