import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotedRows } from '../../../core/widgets/noted-rows.js';

const notes = fc.dictionary(fc.integer({ min: -2, max: 25 }).map(String), fc.array(fc.string(), { maxLength: 3 }));

describe('rows of lines with notes', () => {
  it('are the lines in order, each followed by its notes', () => {
    fc.assert(
      fc.property(fc.nat(20), notes, (count, byLine) => {
        const map = new Map(Object.entries(byLine).map(([line, texts]) => [Number(line), texts]));
        const expected = Array.from({ length: count }, (_, line) => [
          { line, note: undefined },
          ...(map.get(line) ?? []).map((note) => ({ line, note })),
        ]).flat();
        const rows = new NotedRows(count, map);
        expect(Array.from({ length: rows.total }, (_, row) => rows.at(row))).toEqual(expected);
        for (let line = 0; line < count; line++) {
          expect(rows.at(rows.rowOf(line))).toEqual({ line, note: undefined });
        }
        expect(rows.rowOf(count)).toBe(rows.total);
      }),
    );
  });
});
