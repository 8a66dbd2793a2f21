import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderRows, STEPS_PER_TURN, type RowOrder } from '../../../../core/widgets/table/order-rows.js';

function runToEnd<Row>(rows: readonly Row[], order: RowOrder<Row>): Row[] {
  const steps = orderRows(rows, order);
  for (let state = steps.next(); ; state = steps.next()) {
    if (state.done) return Array.from(state.value, (index) => rows[index] as Row);
  }
}

describe('orderRows', () => {
  it('sorts stably and filters, as an array would', () => {
    const row = fc.record({ group: fc.integer({ min: 0, max: 5 }), at: fc.integer() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 900, size: 'max' }), (rows) => {
        const keep = (one: { at: number }) => one.at % 3 !== 0;
        const compare = (a: { group: number }, b: { group: number }) => a.group - b.group;
        expect(runToEnd(rows, { keep, compare })).toEqual(rows.filter(keep).sort(compare));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the own order without a comparison', () => {
    expect(runToEnd([3, 1, 2], { keep: undefined, compare: undefined })).toEqual([3, 1, 2]);
  });

  it('treats a comparison that gives no number as equal', () => {
    expect(runToEnd([3, 1, 2], { keep: undefined, compare: () => Number.NaN })).toEqual([3, 1, 2]);
  });

  it('never compares more than a few thousand times between two pauses', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 100_003);
    let comparisons = 0;
    let most = 0;
    const steps = orderRows(rows, { keep: undefined, compare: (a, b) => (comparisons++, a - b) });
    for (let state = steps.next(), before = 0; !state.done; before = comparisons, state = steps.next()) {
      most = Math.max(most, comparisons - before);
    }
    expect(comparisons).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThan(8 * STEPS_PER_TURN);
  });

  it('needs about one comparison a row when the rows are in order', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => index);
    let comparisons = 0;
    runToEnd(rows, { keep: undefined, compare: (a, b) => (comparisons++, a - b) });
    expect(comparisons).toBeLessThan(12_000);
  });
});
