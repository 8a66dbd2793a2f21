import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitByRank } from '../../../../core/screen/lines/fit-by-rank.js';

const item = fc.record({ width: fc.integer({ min: 1, max: 30 }), rank: fc.integer({ min: 0, max: 9 }) });
const used = (items: readonly { width: number }[], gap: number) =>
  items.reduce((sum, one) => sum + one.width, 0) + gap * Math.max(0, items.length - 1);

describe('fitByRank', () => {
  it('keeps the order of the line and drops the highest ranks', () => {
    const items = [
      { id: 'start', width: 7, rank: 1 },
      { id: 'stop', width: 6, rank: 2 },
      { id: 'help', width: 6, rank: 0 },
    ];
    expect(fitByRank(items, 15, 2).map((one) => one.id)).toEqual(['start', 'help']);
    expect(fitByRank(items, 23, 2).map((one) => one.id)).toEqual(['start', 'stop', 'help']);
    expect(fitByRank(items, 5, 2)).toEqual([]);
  });

  it('never takes more room than there is, and leaves nothing out that would fit', () => {
    fc.assert(
      fc.property(
        fc.array(item),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 3 }),
        (items, cells, gap) => {
          const kept = fitByRank(items, cells, gap);
          expect(used(kept, gap)).toBeLessThanOrEqual(cells);
          if (used(items, gap) <= cells) expect(kept).toEqual(items);
          const best = Math.min(...items.map((one) => one.rank));
          const first = items.find((one) => one.rank === best);
          if (first && first.width <= cells) expect(kept).toContain(first);
        },
      ),
    );
  });
});
