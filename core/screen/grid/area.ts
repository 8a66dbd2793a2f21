import { DevmgrError } from 'devmgr/plugin-api';

/** A rectangle of grid tracks; `row` and `col` count from 0. */
export interface Area {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

export interface CellRect {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Why an area does not fit on a grid of so many tracks, or `undefined` when it does. */
export function areaProblem(area: Area, rows: number, columns: number): string | undefined {
  const numbers = [area.row, area.col, area.rowSpan, area.colSpan];
  if (!numbers.every(Number.isInteger)) return 'needs whole numbers';
  if (area.rowSpan < 1 || area.colSpan < 1) return 'needs a span of at least one row and one column';
  const inside =
    area.row >= 0 && area.col >= 0 && area.row + area.rowSpan <= rows && area.col + area.colSpan <= columns;
  return inside ? undefined : `does not fit on a grid of ${rows} rows and ${columns} columns`;
}

export function areasOverlap(a: Area, b: Area): boolean {
  const byRows = a.row < b.row + b.rowSpan && b.row < a.row + a.rowSpan;
  return byRows && a.col < b.col + b.colSpan && b.col < a.col + a.colSpan;
}

/** The cells of an area, from the sizes of the tracks (`resolveTracks`). */
export function areaCells(area: Area, rows: readonly number[], columns: readonly number[]): CellRect {
  return {
    top: sum(rows, 0, area.row),
    left: sum(columns, 0, area.col),
    width: sum(columns, area.col, area.col + area.colSpan),
    height: sum(rows, area.row, area.row + area.rowSpan),
  };
}

/** `area of what` in words, for messages. */
export function describeArea(area: Area): string {
  return `row ${area.row}, col ${area.col}, ${area.rowSpan} rows, ${area.colSpan} columns`;
}

export function areaError(area: Area, problem: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_GRID_AREA_INVALID',
    message: `The grid area (${describeArea(area)}) ${problem}`,
    hint: 'Give every visible widget of a tab an area of its own; hide or move the other one first.',
  });
}

const sum = (sizes: readonly number[], from: number, to: number) =>
  sizes.slice(from, to).reduce((total, size) => total + size, 0);
