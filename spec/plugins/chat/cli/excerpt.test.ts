import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../../plugins/chat/cli/excerpt.js';

const code = ['def a():', '    one = 1', '', '    total = price * amount', '    return total', '', 'x = 1', ''].join(
  '\n',
);

describe('the lines of a match that are shown', () => {
  it('are those with most words of the query, numbered as in the file', () => {
    expect(excerpt(code, 40, 'total price', 2)).toEqual([
      { line: 43, text: '    total = price * amount' },
      { line: 44, text: '    return total' },
    ]);
  });

  it('are the first ones when no word is in them, without blank ones at the ends', () => {
    expect(excerpt(code, 1, 'nothing', 3).map(({ line }) => line)).toEqual([1, 2]);
  });

  it('are all of them when there is room', () => {
    expect(excerpt(code, 1, 'x', 100).map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('are lines of the text, in order and in a row, whatever the text is', () => {
    const line = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(line), fc.string(), fc.integer({ min: 1, max: 8 }), (lines, query, room) => {
        const shown = excerpt(lines.join('\n'), 1, query, room);
        expect(shown.length).toBeLessThanOrEqual(room);
        for (const [at, { line: number, text }] of shown.entries()) {
          expect(number).toBe((shown[0]?.line ?? 0) + at);
          expect(text).toBe(lines[number - 1]);
        }
      }),
    );
  });
});
