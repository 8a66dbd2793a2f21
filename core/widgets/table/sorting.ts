import type { TableColumn } from 'devmgr/plugin-api';

export interface Sorting {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** How a column is sorted first. */
export function firstDirection<Row>(columns: readonly TableColumn<Row>[], columnId: string): Sorting['direction'] {
  return columns.find(({ id }) => id === columnId)?.greatestFirst ? 'descending' : 'ascending';
}

/** The order after a click on a header: the column's first direction, the other one, the rows' own. */
export function afterHeaderClick<Row>(
  sorting: Sorting | undefined,
  columns: readonly TableColumn<Row>[],
  columnId: string,
): Sorting | undefined {
  const first = firstDirection(columns, columnId);
  if (sorting?.columnId !== columnId) return { columnId, direction: first };
  return sorting.direction === first ? { columnId, direction: opposite(first) } : undefined;
}

/** The order by the next column to the left (-1) or right (1); past the last one the rows keep their own. */
export function atNeighbour<Row>(
  sorting: Sorting | undefined,
  columns: readonly TableColumn<Row>[],
  step: 1 | -1,
): Sorting | undefined {
  const stops = [undefined, ...columns.filter((column) => column.compare).map((column) => column.id)];
  const at = stops.indexOf(sorting?.columnId);
  const columnId = stops[(at + step + stops.length) % stops.length];
  return columnId === undefined ? undefined : { columnId, direction: firstDirection(columns, columnId) };
}

/** The other direction of the column in use, or of the first one that sorts. */
export function flipped<Row>(sorting: Sorting | undefined, columns: readonly TableColumn<Row>[]): Sorting | undefined {
  const columnId = sorting?.columnId ?? columns.find((column) => column.compare)?.id;
  if (columnId === undefined) return undefined;
  return { columnId, direction: opposite(sorting?.direction ?? firstDirection(columns, columnId)) };
}

function opposite(direction: Sorting['direction']): Sorting['direction'] {
  return direction === 'descending' ? 'ascending' : 'descending';
}

/** The comparison for `orderRows`, or `undefined` when the rows keep their own order. */
export function comparison<Row>(
  sorting: Sorting | undefined,
  columns: readonly TableColumn<Row>[],
): ((a: Row, b: Row) => number) | undefined {
  const column = columns.find((candidate) => candidate.id === sorting?.columnId);
  if (!column?.compare) return undefined;
  const compare = column.compare.bind(column);
  return sorting?.direction === 'descending' ? (a, b) => compare(b, a) : compare;
}
