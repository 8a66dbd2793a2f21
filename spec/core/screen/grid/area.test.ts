import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaCells, areaProblem, areasOverlap, type Area } from '../../../../core/screen/grid/area.js';

const area = fc.record({
  row: fc.integer({ min: 0, max: 11 }),
  col: fc.integer({ min: 0, max: 11 }),
  rowSpan: fc.integer({ min: 1, max: 12 }),
  colSpan: fc.integer({ min: 1, max: 12 }),
});
const tracksOf = (one: Area) =>
  Array.from({ length: one.rowSpan * one.colSpan }, (_, index) => {
    const row = one.row + Math.floor(index / one.colSpan);
    return `${row}:${one.col + (index % one.colSpan)}`;
  });

describe('areas', () => {
  it('overlap exactly when they share a cell of the grid', () => {
    fc.assert(
      fc.property(area, area, (a, b) => {
        const shared = new Set(tracksOf(a));
        expect(areasOverlap(a, b)).toBe(tracksOf(b).some((cell) => shared.has(cell)));
        expect(areasOverlap(a, b)).toBe(areasOverlap(b, a));
      }),
    );
  });

  it('names what is wrong with one', () => {
    expect(areaProblem({ row: 0, col: 0, rowSpan: 12, colSpan: 12 }, 12, 12)).toBeUndefined();
    expect(areaProblem({ row: 0, col: 6, rowSpan: 1, colSpan: 7 }, 12, 12)).toMatch(/does not fit/);
    expect(areaProblem({ row: -1, col: 0, rowSpan: 1, colSpan: 1 }, 12, 12)).toMatch(/does not fit/);
    expect(areaProblem({ row: 0, col: 0, rowSpan: 0, colSpan: 1 }, 12, 12)).toMatch(/span/);
    expect(areaProblem({ row: 0.5, col: 0, rowSpan: 1, colSpan: 1 }, 12, 12)).toMatch(/whole/);
  });

  it('have the cells of their tracks', () => {
    const cells = areaCells({ row: 1, col: 1, rowSpan: 2, colSpan: 1 }, [3, 4, 5], [10, 20]);
    expect(cells).toEqual({ top: 3, left: 10, width: 20, height: 9 });
  });
});
