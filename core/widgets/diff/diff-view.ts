import type { DiffContent, DiffHunk } from 'devmgr/plugin-api';
import { clampTop } from '../viewport.js';
import { DiffLayout, type DiffRow } from './diff-layout.js';

/** Which hunk is selected and what is in view. Both survive another diff by the ids of hunks. */
export class DiffView {
  #layout = new DiffLayout([], 0);
  #index = 0;
  #top = 0;
  #height = 0;
  /** Somebody selected it before it was there. */
  #awaited: string | undefined;

  get layout(): DiffLayout {
    return this.#layout;
  }

  get top(): number {
    return this.#top;
  }

  get index(): number {
    return this.#index;
  }

  get selected(): DiffHunk | undefined {
    return this.#layout.hunks[this.#index];
  }

  /** For the scrollbar. */
  get range() {
    return { top: this.#top, visible: this.#height, total: this.#layout.total };
  }

  /** The rows that are in view. */
  rows(): readonly DiffRow[] {
    const rows = Array.from({ length: this.#height }, (_, y) => this.#layout.at(this.#top + y));
    return rows.filter((row) => row !== undefined);
  }

  resize(width: number, height: number): void {
    if (width !== this.#layout.width) this.#relayOut(this.#layout.inWidth(width));
    this.#height = height;
    this.#top = clampTop(this.#top, height, this.#layout.total);
  }

  setDiff(content: DiffContent | undefined): void {
    this.#relayOut(new DiffLayout(content?.hunks ?? [], this.#layout.width));
    if (this.#awaited !== undefined) this.select(this.#awaited);
  }

  /** Selects a hunk by id, as soon as it is there, and shows it: all of it, or its beginning on top. */
  select(id: string): void {
    const index = this.#layout.hunks.findIndex((hunk) => hunk.id === id);
    if (index >= 0) this.#show(index);
    else this.#awaited = id;
  }

  /** Selects the hunk that is so many further. */
  step(by: 1 | -1): void {
    this.#show(Math.max(0, Math.min(this.#index + by, this.#layout.hunks.length - 1)));
  }

  /** Selects the hunk in a row, without scrolling. */
  pick(row: DiffRow): void {
    this.#index = row.index;
    this.#awaited = undefined;
  }

  /** The selection goes with what is in view: nobody decides about what cannot be seen. */
  scrollTo(top: number): void {
    this.#top = clampTop(top, this.#height, this.#layout.total);
    if (this.#height < 1 || this.#layout.hunks.length === 0) return;
    const { first, end } = this.#layout.rowsOf(this.#index);
    if (end <= this.#top) this.#index = this.#layout.at(this.#top)?.index ?? this.#index;
    else if (first >= this.#top + this.#height) {
      this.#index = this.#layout.at(this.#top + this.#height - 1)?.index ?? this.#index;
    }
  }

  #show(index: number): void {
    this.#index = index;
    this.#awaited = undefined;
    const { first, end } = this.#layout.rowsOf(index);
    const isInView = first >= this.#top && end <= this.#top + this.#height;
    if (!isInView) this.#top = clampTop(first, this.#height, this.#layout.total);
  }

  /** Lays out anew: what is selected stays so, and the row on top stays there, where its hunk is still there. */
  #relayOut(layout: DiffLayout): void {
    const before = this.#layout;
    const selected = this.selected?.id;
    const top = before.at(this.#top);
    const below = top ? this.#top - before.rowsOf(top.index).first : 0;
    this.#layout = layout;
    const find = (id: string | undefined) => layout.hunks.findIndex((hunk) => hunk.id === id);
    const found = find(selected);
    this.#index = found >= 0 ? found : Math.max(0, Math.min(this.#index, layout.hunks.length - 1));
    const anchor = find(top?.hunk.id);
    if (anchor >= 0) {
      const { first, end } = layout.rowsOf(anchor);
      this.#top = Math.min(first + below, end - 1);
    }
    this.#top = clampTop(this.#top, this.#height, layout.total);
  }
}
