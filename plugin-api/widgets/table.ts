import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

/** Rows are asked for by viewport, so 100,000 of them cost what is visible. */
export interface RowSource<Row> {
  count(): number;
  rows(first: number, count: number): readonly Row[];
  /** Where the row with that id stands, or -1. Without it only rows near the last known place are looked through. */
  find?(id: string): number;
}

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** In cells, or a share of what is left. */
  readonly width: number | 'fill';
  readonly align?: 'left' | 'right';
  /** Where what is too long is cut. Default: at the end. Of a path `start` leaves the name. */
  readonly cut?: 'end' | 'middle' | 'start';
  /** The column disappears below this width of the table, in cells. */
  readonly minTableWidth?: number;
  cell(row: Row): StyledText;
  /** Given, the header sorts by it. */
  compare?(a: Row, b: Row): number;
  /** A first press on the header puts what is great on top: the slowest, the newest. */
  readonly greatestFirst?: boolean;
}

export interface TableOptions<Row> extends BaseOptions {
  readonly columns: readonly TableColumn<Row>[];
  id(row: Row): string;
  readonly empty?: StyledText;
  /** What the row filter (`setFilter` with a string) looks at. Default: the text of all cells. */
  searchText?(row: Row): string;
  /** A press on a row, which is selected already. True: it was used, and a double click is two of them. `cell` counts from the column's first. */
  onPress?(row: Row, place: { readonly columnId: string; readonly cell: number }): boolean;
}

export interface TableHandle<Row> extends WidgetHandle {
  /** Selection and scroll position survive by row id. */
  setRows(rows: readonly Row[] | RowSource<Row>): void;
  /** A predicate, or words that must all occur. Only for arrays of rows. */
  setFilter(filter: ((row: Row) => boolean) | string | undefined): void;
  /** Without arguments the rows keep their own order. */
  sort(columnId?: string, direction?: 'ascending' | 'descending'): void;
  readonly sorting: ReadonlyStore<
    { readonly columnId: string; readonly direction: 'ascending' | 'descending' } | undefined
  >;
  setEmpty(text: StyledText): void;
  select(id: string): void;
  readonly selected: ReadonlyStore<Row | undefined>;
  /** How many rows the filter lets through. */
  readonly shown: ReadonlyStore<number>;
  /** Enter or a double click. */
  readonly onDidActivate: Event<Row>;
}
