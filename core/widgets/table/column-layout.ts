import type { TableColumn } from 'devmgr/plugin-api';

/** A column with its place in the table, in cells. */
export interface PlacedColumn<Row> {
  readonly column: TableColumn<Row>;
  readonly x: number;
  readonly width: number;
}

/** Narrowest useful width of a column that fills. */
const FILL_MINIMUM = 6;

/**
 * Places the columns that fit a table of `width` cells. Widths depend on the width of the table alone, never on the
 * rows, so that nothing jumps. What is left is shared by the columns that fill.
 */
export function layOutColumns<Row>(columns: readonly TableColumn<Row>[], width: number): PlacedColumn<Row>[] {
  const visible = columns.filter((column) => width >= (column.minTableWidth ?? 0));
  const fills = visible.filter((column) => column.width === 'fill').length;
  const taken = visible.reduce((sum, column) => sum + (column.width === 'fill' ? 0 : column.width), 0);
  const left = width - taken - visible.slice(0, -1).reduce((sum, column) => sum + gapAfter(column), 0);
  const placed: PlacedColumn<Row>[] = [];
  let x = 0;
  let fill = 0;
  for (const column of visible) {
    const wanted = column.width === 'fill' ? fillWidth(left, fills, fill++) : column.width;
    const given = Math.min(wanted, width - x);
    if (given > 0) placed.push({ column, x, width: given });
    x += wanted + gapAfter(column);
  }
  return placed;
}

/** Every column gets the same share; the first ones get what does not divide. */
function fillWidth(left: number, fills: number, index: number): number {
  return Math.max(FILL_MINIMUM, Math.floor(left / fills) + (index < left % fills ? 1 : 0));
}

/** Signs stand close to what they belong to. */
function gapAfter<Row>(column: TableColumn<Row>): number {
  return column.width !== 'fill' && column.width <= 2 ? 1 : 2;
}
