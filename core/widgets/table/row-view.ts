import type { RowSource } from 'devmgr/plugin-api';
import type { WidgetHost } from '../widget.js';

/** Rows in the order of the screen. */
export interface RowView<Row> {
  count(): number;
  rows(first: number, count: number): readonly Row[];
  at(index: number): Row | undefined;
  /** How far from a known place rows are looked for by id. */
  readonly searchReach: number;
  /** Given, nobody needs to look. */
  find?(id: string): number;
}

/** Rows of an array in its own order, or in that of `order`. */
export function arrayView<Row>(rows: readonly Row[], order?: Uint32Array): RowView<Row> {
  const view: RowView<Row> = {
    count: () => order?.length ?? rows.length,
    rows: (first, count) => (order ? inOrder(rows, order, first, count) : rows.slice(first, first + count)),
    at: (index) => view.rows(index, 1)[0],
    searchReach: Number.POSITIVE_INFINITY,
  };
  return view;
}

function inOrder<Row>(rows: readonly Row[], order: Uint32Array, first: number, count: number): Row[] {
  const found: Row[] = [];
  const end = Math.min(order.length, first + count);
  for (let at = Math.max(0, first); at < end; at++) found.push(rows[order[at] as number] as Row);
  return found;
}

/** Rows that a plugin hands out by viewport: only a few thousand of them are asked for to find one again. */
export function sourceView<Row>(source: RowSource<Row>, host: WidgetHost): RowView<Row> {
  const view: RowView<Row> = {
    count: () =>
      Math.max(
        0,
        host.guard('rows', () => source.count(), 0),
      ),
    rows: (first, count) => host.guard('rows', () => source.rows(first, count), []),
    at: (index) => view.rows(index, 1)[0],
    searchReach: 2048,
  };
  if (source.find) view.find = (id) => host.guard('find', () => source.find?.(id) ?? -1, -1);
  return view;
}
