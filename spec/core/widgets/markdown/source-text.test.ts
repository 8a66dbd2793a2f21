import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commonLength, GrowingSource, sourceText } from '../../../../core/widgets/markdown/text/source-text.js';

const piece = fc.constantFrom(
  'a',
  'word ',
  '\n',
  '\r',
  '\r\n',
  '\x1b',
  '\x1b[',
  '31m',
  '\x1b]8;;x',
  '\x07',
  '\x9b',
  ';',
  '\\',
);

it('the source of a growing text is that of the whole text, however it grows', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.constant(undefined)), { maxLength: 30 }), (pieces) => {
      const growing = new GrowingSource();
      let text = '';
      for (const next of pieces) {
        text = next === undefined ? text.slice(0, text.length >> 1) : text + next;
        expect(growing.update(text)).toBe(sourceText(text));
      }
    }),
    { numRuns: 500 },
  );
});

it('knows how far two texts are the same', () => {
  expect(commonLength('abc', 'abcd')).toBe(3);
  expect(commonLength('abcd', 'abc')).toBe(3);
  expect(commonLength('abxd', 'abcd')).toBe(2);
  expect(commonLength('', 'a')).toBe(0);
});
