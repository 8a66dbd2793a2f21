import { clampTop, reveal } from '../viewport.js';
import type { RowView } from './row-view.js';
import type { ViewChange } from './table-rows.js';

/** Ids of rows; neither throws. */
export interface RowIds<Row> {
  of(row: Row): string | undefined;
  /** The place of the row with that id, or -1. */
  find(rows: readonly Row[], id: string): number;
}

/**
 * Which row is selected and which one is on top. Both survive changes of the rows by id. Until somebody chooses a row
 * the first one is selected, whichever it is.
 */
export class TableCursor<Row> {
  readonly #ids: RowIds<Row>;
  #view: RowView<Row>;
  #index = 0;
  #top = 0;
  #height = 0;
  /** Of the row that somebody chose; it may not be there yet. */
  #chosen: string | undefined;
  #isMissing = false;

  constructor(view: RowView<Row>, ids: RowIds<Row>) {
    this.#view = view;
    this.#ids = ids;
  }

  get index(): number {
    return this.#index;
  }

  get top(): number {
    return this.#top;
  }

  row(): Row | undefined {
    return this.#view.at(this.#index);
  }

  /** Selects a place, clamped to the rows there are, and scrolls as little as possible to show it. */
  moveTo(index: number): void {
    this.#index = Math.max(0, Math.min(index, this.#view.count() - 1));
    this.#chosen = this.#idAt(this.#index);
    this.#isMissing = false;
    this.#top = reveal(this.#top, this.#height, this.#index);
  }

  /** Selects a row by id, as soon as it exists. */
  choose(id: string): void {
    const found = this.#find(id, this.#index);
    if (found >= 0) {
      this.moveTo(found);
    } else {
      this.#chosen = id;
      this.#isMissing = true;
    }
  }

  scrollTo(top: number): void {
    this.#top = clampTop(top, this.#height, this.#view.count());
  }

  /** Fits the view into `height` rows. After a change of height the selected row stays visible if it was. */
  resize(height: number): void {
    const wasVisible = this.#isVisible();
    const count = this.#view.count();
    const isFirst = this.#height === 0;
    this.#height = height;
    this.#index = Math.max(0, Math.min(this.#index, count - 1));
    if (wasVisible || isFirst) this.#top = reveal(this.#top, height, this.#index);
    this.#top = clampTop(this.#top, height, count);
  }

  /** Who sorts wants to see what comes first: another order shows its beginning. */
  setView(view: RowView<Row>, change: ViewChange): void {
    const offset = this.#isVisible() && this.#chosen !== undefined ? this.#index - this.#top : undefined;
    const topId = offset === undefined && this.#top > 0 && change === 'rows' ? this.#idAt(this.#top) : undefined;
    this.#view = view;
    this.#settleSelection();
    if (change === 'order') return void (this.#top = 0);
    if (offset !== undefined) this.#top = this.#index - offset;
    const found = topId === undefined ? -1 : this.#find(topId, this.#top);
    if (found >= 0) this.#top = found;
    this.#top = clampTop(this.#top, this.#height, view.count());
  }

  #settleSelection(): void {
    const found = this.#chosen === undefined ? 0 : this.#find(this.#chosen, this.#index);
    if (found >= 0) {
      this.#index = found;
      if (this.#isMissing) this.moveTo(found);
      return;
    }
    this.#index = Math.max(0, Math.min(this.#index, this.#view.count() - 1));
    if (!this.#isMissing && this.#view.count() > 0) this.#chosen = this.#idAt(this.#index);
  }

  #isVisible(): boolean {
    return this.#index >= this.#top && this.#index < this.#top + this.#height;
  }

  #idAt(index: number): string | undefined {
    const row = this.#view.at(index);
    return row === undefined ? undefined : this.#ids.of(row);
  }

  /** The place of a row, searched from `near` outwards as far as the view allows, or -1. */
  #find(id: string, near: number): number {
    if (this.#idAt(near) === id) return near;
    if (this.#view.find) return this.#view.find(id);
    const first = Math.max(0, near - this.#view.searchReach);
    const count = Math.min(this.#view.count() - first, 2 * this.#view.searchReach);
    const at = count > 0 ? this.#ids.find(this.#view.rows(first, count), id) : -1;
    return at < 0 ? -1 : first + at;
  }
}
