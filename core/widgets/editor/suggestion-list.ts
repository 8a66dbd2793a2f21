import type { EditorSuggestions } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { fitText, styledWidth } from '../fit-text.js';
import { paintScrollbar, topAtScrollbar } from '../scrollbar.js';
import { clampTop, reveal, WHEEL_STEP } from '../viewport.js';
import type { PointerEvent, PopupView } from '../widget.js';

export type Suggestion = EditorSuggestions['items'][number];

const MOST_ROWS = 8;
const MOST_CELLS = 72;
const GAP = 2;

/** What a list of suggestions does beside showing itself. */
export interface SuggestionListParts {
  anchor(): { readonly x: number; readonly y: number };
  take(item: Suggestion): void;
}

/** Rows to choose from: label and what it is. A press takes one, the wheel scrolls. */
export class SuggestionList implements PopupView {
  readonly #parts: SuggestionListParts;
  #items: readonly Suggestion[];
  #labelCells = 0;
  #detailCells = 0;
  #selected = 0;
  #top = 0;
  #rows = 1;
  #width = 0;

  constructor(items: readonly Suggestion[], parts: SuggestionListParts) {
    this.#parts = parts;
    this.#items = [];
    this.setItems(items);
  }

  get selected(): Suggestion | undefined {
    return this.#items[this.#selected];
  }

  /** The first is chosen. */
  setItems(items: readonly Suggestion[]): void {
    this.#items = items;
    this.#selected = 0;
    this.#top = 0;
    this.#labelCells = widest(items, (item) => item.label);
    this.#detailCells = widest(items, (item) => item.detail ?? '');
  }

  /** Chooses an item that is so many rows further. */
  move(step: number): void {
    this.#selected = Math.max(0, Math.min(this.#selected + step, this.#items.length - 1));
    this.#top = reveal(this.#top, this.#rows, this.#selected);
  }

  /** Rows of a page. */
  get page(): number {
    return Math.max(1, this.#rows - 1);
  }

  size(): { readonly width: number; readonly height: number } {
    const detail = this.#detailCells > 0 ? GAP + this.#detailCells : 0;
    const width = Math.min(this.#labelCells + detail + 1, MOST_CELLS);
    return { width, height: Math.min(this.#items.length, MOST_ROWS) };
  }

  anchor(): { readonly x: number; readonly y: number } {
    return this.#parts.anchor();
  }

  paint(canvas: Canvas): void {
    this.#width = canvas.width;
    if (canvas.height !== this.#rows) this.#top = reveal(this.#top, canvas.height, this.#selected);
    this.#rows = canvas.height;
    this.#top = clampTop(this.#top, this.#rows, this.#items.length);
    this.#items.slice(this.#top, this.#top + this.#rows).forEach((item, y) => this.#paintItem(canvas, y, item));
    paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, this.#range());
  }

  onPointer({ kind, x, y }: PointerEvent): void {
    if (kind === 'wheel-up' || kind === 'wheel-down')
      return this.#scroll(kind === 'wheel-up' ? -WHEEL_STEP : WHEEL_STEP);
    const onBar = x === this.#width - 1 && this.#items.length > this.#rows;
    if (kind === 'up' || y < 0 || y >= this.#rows || x < 0 || x >= this.#width) return;
    if (onBar) return void (this.#top = topAtScrollbar(y, this.#rows, this.#range()));
    const item = this.#items[this.#top + y];
    if (item && kind !== 'drag') this.#parts.take(item);
  }

  #scroll(rows: number): void {
    this.#top = clampTop(this.#top + rows, this.#rows, this.#items.length);
    this.#selected = Math.max(this.#top, Math.min(this.#selected, this.#top + this.#rows - 1));
  }

  #paintItem(canvas: Canvas, y: number, item: Suggestion): void {
    const base = this.#top + y === this.#selected ? 'selection' : 'dialog';
    const room = canvas.width - 1;
    canvas.fill(0, y, canvas.width, 1, base);
    canvas.put(0, y, fitText(item.label, room, 'middle'), 'default', { base });
    const x = Math.min(this.#labelCells, room) + GAP;
    if (item.detail !== undefined) canvas.put(x, y, fitText(item.detail, room - x), 'muted', { base });
  }

  #range() {
    return { top: this.#top, visible: this.#rows, total: this.#items.length };
  }
}

function widest(items: readonly Suggestion[], text: (item: Suggestion) => string): number {
  return items.reduce((cells, item) => Math.max(cells, styledWidth(text(item))), 0);
}
