import type { Disposable, RowSource } from 'devmgr/plugin-api';
import type { WidgetHost } from '../widget.js';
import { orderRows, type RowOrder } from './order-rows.js';
import { arrayView, sourceView, type RowView } from './row-view.js';
import { runInSlices } from './sliced-work.js';

/** Why there is another view: other rows, others of the same rows, or the same rows in another order. */
export type ViewChange = 'rows' | 'filter' | 'order';

/**
 * The rows of a table with its filter and sort order. Work on many rows is done in slices; until it is done the
 * view before stays. Rows that arrive meanwhile wait for the work at hand, so that steady updates cannot starve it.
 */
export class TableRows<Row> implements Disposable {
  readonly #host: WidgetHost;
  readonly #changed: (change: ViewChange) => void;
  #rows: readonly Row[] | RowSource<Row> = [];
  #order: RowOrder<Row> = { keep: undefined, compare: undefined };
  #view: RowView<Row> = arrayView<Row>([]);
  #work: Disposable | undefined;
  #waiting = false;

  constructor(host: WidgetHost, changed: (change: ViewChange) => void) {
    this.#host = host;
    this.#changed = changed;
  }

  get view(): RowView<Row> {
    return this.#view;
  }

  /** Whether the filter hides every row there is. */
  get allHidden(): boolean {
    return Array.isArray(this.#rows) && this.#rows.length > 0 && this.#view.count() === 0;
  }

  setRows(rows: readonly Row[] | RowSource<Row>): void {
    this.#rows = rows;
    if (this.#work) this.#waiting = true;
    else this.#refresh('rows');
  }

  /** Ordering by a source of rows is up to the source. */
  setOrder(order: RowOrder<Row>, change: 'filter' | 'order'): void {
    this.#order = order;
    this.#refresh(change);
  }

  dispose(): void {
    void this.#work?.dispose();
    this.#work = undefined;
    this.#waiting = false;
  }

  #refresh(change: ViewChange): void {
    this.dispose();
    const { keep, compare } = this.#order;
    if (!isArray(this.#rows)) this.#show(sourceView(this.#rows, this.#host), change);
    else if (keep || compare) this.#reorder([...this.#rows], change);
    else this.#show(arrayView(this.#rows), change);
  }

  #reorder(rows: readonly Row[], change: ViewChange): void {
    const state = { isDone: false };
    const finish = (view: RowView<Row>) => {
      state.isDone = true;
      this.#work = undefined;
      const waiting = this.#waiting;
      this.#show(view, change);
      if (waiting) this.#refresh('rows');
    };
    const work = runInSlices(orderRows(rows, this.#order), {
      now: () => this.#host.now(),
      guard: (slice) => this.#host.guard<ReturnType<typeof slice> | 'failed'>('sort and filter', slice, 'failed'),
      done: (order) => finish(arrayView(rows, order)),
      failed: () => finish(arrayView(rows)),
    });
    if (!state.isDone) this.#work = work;
  }

  #show(view: RowView<Row>, change: ViewChange): void {
    this.#view = view;
    this.#changed(change);
  }
}

function isArray<Row>(rows: readonly Row[] | RowSource<Row>): rows is readonly Row[] {
  return Array.isArray(rows);
}
