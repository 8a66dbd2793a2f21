import type { RowSource, StyledText, TableHandle, TableOptions, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { listenerErrors } from '../listener-errors.js';
import { topAtScrollbar } from '../scrollbar.js';
import { isChord, moveIndex, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { layOutColumns, type PlacedColumn } from './column-layout.js';
import { paintTable } from './paint-table.js';
import { rowFilter } from './row-filter.js';
import { afterHeaderClick, atNeighbour, comparison, firstDirection, flipped, type Sorting } from './sorting.js';
import { TableCursor } from './table-cursor.js';
import { TableRows, type ViewChange } from './table-rows.js';

const NOTHING_MATCHES = 'Nothing matches the filter.';

/**
 * A table that costs what is visible.
 *
 * Arrows, page keys, Home, End, a click and the wheel move; Enter and a double click activate. A click on a header
 * sorts: ascending, descending, own order. `<` and `>` sort by the column to the left or right, `=` flips the
 * direction. A source of rows sorts itself by watching `sorting`.
 */
export function createTable<Row>(options: TableOptions<Row>, host: WidgetHost): Widget<TableHandle<Row>> {
  return new TableWidget(options, host);
}

class TableWidget<Row> implements Widget<TableHandle<Row>> {
  readonly #options: TableOptions<Row>;
  readonly #host: WidgetHost;
  readonly #rows: TableRows<Row>;
  readonly #cursor: TableCursor<Row>;
  readonly #sorting: Store<Sorting | undefined>;
  readonly #selected: Store<Row | undefined>;
  readonly #shown: Store<number>;
  readonly #activated: Emitter<Row>;
  #keep: ((row: Row) => boolean) | undefined;
  #empty: StyledText;
  #columns: readonly PlacedColumn<Row>[] = [];
  #width = 0;
  #height = 0;
  #isDraggingBar = false;
  readonly handle: Omit<TableHandle<Row>, keyof WidgetHandle>;

  constructor(options: TableOptions<Row>, host: WidgetHost) {
    this.#options = options;
    this.#host = host;
    this.#empty = options.empty ?? '';
    const report = listenerErrors(host, 'a listener of the table');
    this.#sorting = new Store<Sorting | undefined>(undefined, report);
    this.#selected = new Store<Row | undefined>(undefined, report);
    this.#shown = new Store(0, report);
    this.#activated = new Emitter<Row>(report);
    this.#rows = new TableRows(host, (change) => this.#viewChanged(change));
    this.#cursor = new TableCursor(this.#rows.view, {
      of: (row) => host.guard<string | undefined>('id', () => options.id(row), undefined),
      find: (rows, id) => host.guard('id', () => rows.findIndex((row) => options.id(row) === id), -1),
    });
    this.handle = this.#createHandle();
  }

  #createHandle(): Omit<TableHandle<Row>, keyof WidgetHandle> {
    return {
      setRows: (rows: readonly Row[] | RowSource<Row>) => this.#rows.setRows(rows),
      setFilter: (filter) => this.#setFilter(typeof filter === 'string' ? rowFilter(filter, this.#options) : filter),
      sort: (columnId, direction) => this.#sortBy(columnId, direction),
      sorting: this.#sorting,
      setEmpty: (text) => {
        this.#empty = text;
        this.#host.requestFrame();
      },
      select: (id) => this.#act(() => this.#cursor.choose(id)),
      selected: this.#selected,
      shown: this.#shown,
      onDidActivate: this.#activated.event,
    };
  }

  paint(canvas: Canvas, focused: boolean): void {
    if (canvas.width < 1 || canvas.height < 1) return;
    this.#resize(canvas.width, canvas.height);
    const { view } = this.#rows;
    const headerRows = this.#headerRows();
    paintTable(
      canvas,
      {
        columns: this.#columns,
        sorting: this.#sorting.get(),
        headerRows,
        rows: view.rows(this.#cursor.top, canvas.height - headerRows),
        top: this.#cursor.top,
        total: view.count(),
        selected: this.#cursor.index,
        empty: this.#rows.allHidden ? NOTHING_MATCHES : this.#empty,
      },
      focused,
      this.#host,
    );
  }

  onKey(key: Key): boolean {
    if (isChord(key)) return false;
    if (key.name === 'enter') return this.#activate();
    const columns = this.#options.columns;
    if (key.ch === '<') return this.#setSorting(atNeighbour(this.#sorting.get(), columns, -1));
    if (key.ch === '>') return this.#setSorting(atNeighbour(this.#sorting.get(), columns, 1));
    if (key.ch === '=') return this.#setSorting(flipped(this.#sorting.get(), columns));
    const to = moveIndex(key, this.#cursor.index, this.#page(), this.#rows.view.count());
    return to !== undefined && this.#act(() => this.#cursor.moveTo(to));
  }

  onPointer(event: PointerEvent): boolean {
    const { top } = this.#cursor;
    if (event.kind === 'wheel-up') return this.#act(() => this.#cursor.scrollTo(top - WHEEL_STEP));
    if (event.kind === 'wheel-down') return this.#act(() => this.#cursor.scrollTo(top + WHEEL_STEP));
    if (event.kind === 'up') this.#isDraggingBar = false;
    if (event.kind === 'drag') return this.#isDraggingBar && this.#pressBar(event.y);
    if (event.kind !== 'down' && event.kind !== 'double') return false;
    if (event.y >= 0 && event.y < this.#headerRows()) return this.#pressHeader(event.x);
    this.#isDraggingBar = event.x === this.#width - 1 && event.y >= 0 && this.#rows.view.count() > this.#page();
    return this.#isDraggingBar ? this.#pressBar(event.y) : this.#pressRow(event);
  }

  dispose(): void {
    this.#rows.dispose();
    for (const store of [this.#sorting, this.#selected, this.#shown, this.#activated]) store.dispose();
  }

  #pressHeader(x: number): boolean {
    const pressed = this.#columns.find((place) => x >= place.x && x < place.x + place.width);
    if (!pressed?.column.compare) return false;
    return this.#setSorting(afterHeaderClick(this.#sorting.get(), this.#options.columns, pressed.column.id));
  }

  #pressBar(y: number): boolean {
    const range = { top: this.#cursor.top, visible: this.#page(), total: this.#rows.view.count() };
    return this.#act(() => this.#cursor.scrollTo(topAtScrollbar(y - this.#headerRows(), this.#page(), range)));
  }

  #pressRow(event: PointerEvent): boolean {
    const index = this.#cursor.top + event.y - this.#headerRows();
    if (event.y < 0 || index >= this.#rows.view.count()) return false;
    this.#act(() => this.#cursor.moveTo(index));
    if (this.#isPressUsed(event.x)) return true;
    return event.kind === 'double' ? this.#activate() : true;
  }

  #isPressUsed(x: number): boolean {
    const row = this.#cursor.row();
    const place = this.#columns.findLast((column) => column.x <= x);
    if (row === undefined || !place) return false;
    const press = { columnId: place.column.id, cell: x - place.x };
    return this.#host.guard('onPress', () => this.#options.onPress?.(row, press) ?? false, false);
  }

  #activate(): boolean {
    const row = this.#cursor.row();
    if (row === undefined) return false;
    this.#activated.fire(row);
    return true;
  }

  #setFilter(keep: ((row: Row) => boolean) | undefined): void {
    this.#keep = keep;
    this.#reorder('filter');
  }

  #sortBy(columnId: string | undefined, direction: Sorting['direction'] | undefined): void {
    const { columns } = this.#options;
    const isKnown = columnId !== undefined && columns.some((column) => column.id === columnId);
    this.#setSorting(isKnown ? { columnId, direction: direction ?? firstDirection(columns, columnId) } : undefined);
  }

  #setSorting(sorting: Sorting | undefined): boolean {
    this.#sorting.set(sorting);
    this.#reorder('order');
    this.#host.requestFrame();
    return true;
  }

  #reorder(change: 'filter' | 'order'): void {
    const compare = comparison(this.#sorting.get(), this.#options.columns);
    this.#rows.setOrder({ keep: this.#keep, compare }, change);
  }

  #viewChanged(change: ViewChange): void {
    this.#act(() => this.#cursor.setView(this.#rows.view, change));
    this.#shown.set(this.#rows.view.count());
  }

  /** Does something to the cursor, then announces and paints what came of it. */
  #act(change: () => void): true {
    change();
    this.#selected.set(this.#cursor.row());
    this.#host.requestFrame();
    return true;
  }

  #resize(width: number, height: number): void {
    // Not only for another width: which columns there is room for may also depend on what is shown.
    this.#columns = layOutColumns(this.#options.columns, Math.max(1, width - 1));
    this.#width = width;
    this.#height = height;
    const before = this.#cursor.index;
    this.#cursor.resize(this.#page());
    if (this.#cursor.index !== before) this.#selected.set(this.#cursor.row());
  }

  /** A table of one row shows a row rather than its header. */
  #headerRows(): number {
    return this.#height > 1 ? 1 : 0;
  }

  #page(): number {
    return Math.max(0, this.#height - this.#headerRows());
  }
}
