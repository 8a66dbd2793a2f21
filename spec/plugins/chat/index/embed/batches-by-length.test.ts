import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesByLength } from '../../../../../plugins/chat/index/embed/batches-by-length.js';

describe('batchesByLength', () => {
  it('puts similar lengths together, the longest first', () => {
    expect(batchesByLength([1, 9, 2, 10, 3], 20)).toEqual([
      [3, 1],
      [4, 2, 0],
    ]);
  });

  it('has every place once, and no batch beyond the limit but of one row', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.integer({ min: 1, max: 200 }), (lengths, maxCells) => {
        const batches = batchesByLength(lengths, maxCells);
        expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, at) => at));
        for (const batch of batches) {
          const longest = Math.max(...batch.map((at) => lengths[at]!));
          expect(batch.length === 1 || batch.length * longest <= maxCells).toBe(true);
        }
      }),
    );
  });
});
