import fc from 'fast-check';
import { expect, it } from 'vitest';
import { missingRanges, rangesText } from '../../../../../plugins/tests/tab/coverage/missing-ranges.js';

it('joins lines that follow each other, as coverage writes them', () => {
  expect(rangesText(missingRanges([3, 4, 5, 9, 20, 21]))).toBe('3-5, 9, 20-21');
  expect(rangesText(missingRanges([]))).toBe('');
});

it('holds exactly the lines that were given', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (lines) => {
      const sorted = lines.sort((a, b) => a - b);
      const ranges = missingRanges(sorted);
      const back = ranges.flatMap(({ startLine, endLine }) =>
        Array.from({ length: endLine - startLine + 1 }, (_, at) => startLine + at),
      );
      expect(back).toEqual(sorted);
      expect(ranges.every((range, at) => at === 0 || range.startLine > (ranges[at - 1]?.endLine ?? 0) + 1)).toBe(true);
    }),
  );
});
