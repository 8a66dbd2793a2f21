import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndcgAt, recallAt, reciprocalRankAt } from './metrics.js';

const grades = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 });

describe('NDCG', () => {
  it('is what is worked out by hand', () => {
    // Right at ranks 2 and 4 of three that exist: (1/log2 3 + 1/log2 5) / (1 + 1/log2 3 + 1/log2 4).
    expect(ndcgAt(10, [0, 1, 0, 1], [1, 1, 1])).toBeCloseTo((0.63093 + 0.430677) / (1 + 0.63093 + 0.5), 5);
    // Grades 1 before 3: (1 + 3/log2 3) / (3 + 1/log2 3).
    expect(ndcgAt(10, [1, 3], [3, 1])).toBeCloseTo((1 + 3 * 0.63093) / (3 + 0.63093), 5);
  });

  it('looks no deeper than it should', () => {
    expect(ndcgAt(2, [0, 0, 1], [1])).toBe(0);
    expect(ndcgAt(2, [1, 1], [1, 1, 1, 1])).toBe(1);
  });

  it('is 0 when there is nothing to find', () => {
    expect(ndcgAt(10, [0, 0], [])).toBe(0);
  });

  it('is 1 for the best order and never more for another', () => {
    fc.assert(
      fc.property(grades, fc.integer(), (all, seed) => {
        const best = [...all].sort((a, b) => b - a);
        const other = [...all].sort((a, b) => ((a * 31 + seed) % 7) - ((b * 31 + seed) % 7));
        expect(ndcgAt(10, best, all)).toBeCloseTo(1, 12);
        expect(ndcgAt(10, other, all)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('falls when a right answer moves down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (rank) => {
        const at = (place: number) => ndcgAt(10, [...Array<number>(place).fill(0), 1], [1]);
        expect(at(rank)).toBeGreaterThan(at(rank + 1));
      }),
    );
  });
});

describe('reciprocal rank', () => {
  it('is one over the first right rank', () => {
    expect(reciprocalRankAt(10, [0, 0, 2, 1])).toBeCloseTo(1 / 3);
    expect(reciprocalRankAt(2, [0, 0, 1])).toBe(0);
    expect(reciprocalRankAt(10, [])).toBe(0);
  });
});

describe('recall', () => {
  it('is the share that was found', () => {
    expect(recallAt(10, [0, 1, 2], [1, 2, 1, 1])).toBe(0.5);
    expect(recallAt(1, [0, 1], [1])).toBe(0);
    expect(recallAt(10, [], [])).toBe(0);
  });
});
