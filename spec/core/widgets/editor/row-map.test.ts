import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt } from '../../../../core/widgets/editor/glyphs.js';
import { RowMap } from '../../../../core/widgets/editor/row-map.js';
import { offsetOfPlace, placeOf } from '../../../../core/widgets/editor/row-places.js';
import { TextBuffer } from '../../../../core/widgets/editor/text-buffer.js';
import { wrapLine } from '../../../../core/widgets/editor/wrap-line.js';
import { graphemes } from '../../../../core/widgets/graphemes.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n', '\t', '漢', 'e\u0301'), maxLength: 60 });
const cells = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });

function mapOf(content: string, width: number | undefined) {
  const buffer = new TextBuffer();
  const rows = new RowMap(buffer);
  rows.setCells(width);
  rows.apply(buffer.replace(0, 0, content));
  return { buffer, rows };
}

describe('rows', () => {
  it('make up the text, and none is wider than it may be but for a blank at its end', () => {
    fc.assert(
      fc.property(text, cells, (content, width) => {
        const { buffer, rows } = mapOf(content, width);
        const all = rows.rows(0, Infinity);
        expect(all).toHaveLength(rows.total);
        const joined = all.map(
          ({ from, to, line }) => content.slice(from, to) + (to === buffer.lineEnd(line) ? '\n' : ''),
        );
        expect(joined.join('')).toBe(`${content}\n`);
        for (const { from, to } of width === undefined ? [] : all) {
          const row = content.slice(from, to);
          const isOne = [...graphemes(row)].length === 1;
          if (!isOne) expect(cellAt(row.replace(/[ \t]$/, ''), row.length)).toBeLessThanOrEqual(width ?? 0);
        }
      }),
    );
  });

  it('are the same after changes as when they are laid out anew', () => {
    fc.assert(
      fc.property(text, text, fc.nat(60), fc.nat(20), cells, (content, inserted, at, length, width) => {
        const { buffer, rows } = mapOf(content, width);
        const from = Math.min(at, content.length);
        rows.apply(buffer.replace(from, Math.min(from + length, content.length), inserted));
        const anew = mapOf(buffer.text, width).rows;
        expect(rows.total).toBe(anew.total);
        expect(rows.rows(0, Infinity)).toEqual(anew.rows(0, Infinity));
        expect(rows.rows(2, 3)).toEqual(
          anew
            .rows(0, Infinity)
            .slice(2, 5)
            .concat(anew.total <= 2 ? anew.rows(2, 3) : []),
        );
      }),
    );
  });

  it('lead from every character to its cell and back', () => {
    fc.assert(
      fc.property(text, cells, (content, width) => {
        const { buffer, rows } = mapOf(content, width);
        for (const { index, segment } of graphemes(content)) {
          if (segment === '\n') continue;
          expect(offsetOfPlace(buffer, rows, placeOf(buffer, rows, index))).toBe(index);
        }
      }),
    );
  });

  it('of a long text are guessed until they are looked at, and right then', () => {
    const content = Array.from({ length: 3000 }, (_, line) => '漢字 wide '.repeat(line % 9)).join('\n');
    const { rows } = mapOf(content, 15);
    const expected = content.split('\n').reduce((sum, line) => sum + wrapLine(line, 15).length, 0);
    expect(rows.total).not.toBe(expected);
    const end = content.length;
    rows.rowOf(end);
    let top = 0;
    for (let pages = 0; top < rows.total; pages++) {
      while (rows.settle(top, 40));
      expect(rows.rows(top, 40)).toHaveLength(Math.min(40, rows.total - top));
      top += 40;
    }
    expect(rows.total).toBe(expected);
    expect(rows.rowOf(end)).toBe(expected - 1);
    expect(
      rows
        .rows(0, Infinity)
        .map(({ from, to }) => content.slice(from, to))
        .join(''),
    ).toBe(content.replaceAll('\n', ''));
  });
});
