import { cellAt, offsetAt } from './glyphs.js';
import type { RowMap } from './row-map.js';
import type { TextBuffer } from './text-buffer.js';
import { graphemeBefore } from './text-steps.js';

/** A cell of the laid out text: row and column, both from zero. */
export interface RowPlace {
  readonly row: number;
  readonly x: number;
}

/** Where an offset stands. */
export function placeOf(buffer: TextBuffer, rows: RowMap, offset: number): RowPlace {
  const number = rows.rowOf(offset);
  const { from, to } = rows.row(number);
  return { row: number, x: cellAt(buffer.slice(from, to), offset - from) };
}

/** The offset of the character over a cell; right of a row its end. */
export function offsetOfPlace(buffer: TextBuffer, rows: RowMap, place: RowPlace): number {
  const { line, from, to } = rows.row(place.row);
  const offset = from + offsetAt(buffer.slice(from, to), place.x);
  // The end of a broken row is the start of the next one.
  const isNextRow = offset === to && to > from && to < buffer.lineEnd(line);
  return isNextRow ? graphemeBefore(buffer, to) : offset;
}
