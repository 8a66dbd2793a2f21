import fc from 'fast-check';
import type { TableColumn } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { layOutColumns } from '../../../../core/widgets/table/column-layout.js';

const column = (id: string, width: number | 'fill', minTableWidth?: number): TableColumn<string> => ({
  id,
  title: id,
  width,
  ...(minTableWidth === undefined ? {} : { minTableWidth }),
  cell: (row) => row,
});
const places = (columns: TableColumn<string>[], width: number) =>
  layOutColumns(columns, width).map((place) => [place.column.id, place.x, place.width]);

describe('layOutColumns', () => {
  it('gives columns that fill equal shares of what is left', () => {
    const columns = [column('sign', 1), column('name', 'fill'), column('state', 8), column('url', 'fill')];
    expect(places(columns, 40)).toEqual([
      ['sign', 0, 1],
      ['name', 2, 13],
      ['state', 17, 8],
      ['url', 27, 13],
    ]);
  });

  it('leaves out columns that want a wider table', () => {
    const columns = [column('name', 10), column('cpu', 5, 60)];
    expect(places(columns, 59).map(([id]) => id)).toEqual(['name']);
    expect(places(columns, 60).map(([id]) => id)).toEqual(['name', 'cpu']);
  });

  it('stays inside the table, whatever its size', () => {
    const widths = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant('fill' as const));
    fc.assert(
      fc.property(fc.array(widths, { maxLength: 8 }), fc.integer({ min: 0, max: 80 }), (all, width) => {
        const placed = layOutColumns(
          all.map((one, index) => column(String(index), one)),
          width,
        );
        let free = 0;
        for (const place of placed) {
          expect(place.x).toBeGreaterThanOrEqual(free);
          expect(place.width).toBeGreaterThan(0);
          free = place.x + place.width;
        }
        expect(free).toBeLessThanOrEqual(width);
      }),
    );
  });
});
