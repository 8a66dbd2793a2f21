import { clampTop, reveal } from '../viewport.js';
import type { EditorDocument } from './editor-document.js';
import { glyphsOf } from './glyphs.js';
import { RowMap } from './row-map.js';
import { offsetOfPlace, placeOf, type RowPlace } from './row-places.js';
import type { LineChange } from './text-buffer.js';

export interface EditorViewOptions {
  readonly wrap: boolean;
  readonly lineNumbers: boolean;
}

/** Which part of the text is in view, and where its characters stand on the canvas. */
export class EditorView {
  readonly rows: RowMap;
  readonly #document: EditorDocument;
  readonly #options: EditorViewOptions;
  #width = 0;
  #height = 0;
  #top = 0;
  #left = 0;
  #mustReveal = true;

  constructor(document: EditorDocument, options: EditorViewOptions) {
    this.#document = document;
    this.#options = options;
    this.rows = new RowMap(document.buffer);
  }

  get height(): number {
    return this.#height;
  }

  /** First row in view. */
  get top(): number {
    return this.#top;
  }

  /** First cell in view of rows that are not broken. */
  get left(): number {
    return this.#left;
  }

  /** Cells that line numbers take. */
  get gutter(): number {
    return this.#options.lineNumbers ? Math.max(2, String(this.#document.buffer.lineCount).length) + 1 : 0;
  }

  /** Cells for text. The last column is for the scrollbar, and for the cursor behind a full row. */
  get room(): number {
    return Math.max(1, this.#width - this.gutter - 1);
  }

  get range() {
    return { top: this.#top, visible: this.#height, total: this.rows.total };
  }

  changed(change: LineChange): void {
    this.rows.apply(change);
    this.#wrap();
  }

  /** The cursor is in view in the next frame. */
  reveal(): void {
    this.#mustReveal = true;
  }

  /** Before every frame. */
  layOut(width: number, height: number): void {
    if (width !== this.#width || height !== this.#height) this.#mustReveal = true;
    this.#width = width;
    this.#height = height;
    this.#wrap();
    // What comes into view may take other rows than were guessed. Every line is looked at once, so this ends.
    do {
      if (this.#mustReveal) this.#showCursor();
      this.#top = clampTop(this.#top, height, this.rows.total);
    } while (this.rows.settle(this.#top, height));
    this.#mustReveal = false;
  }

  scrollTo(top: number): void {
    this.#top = clampTop(top, this.#height, this.rows.total);
  }

  /** The cell of the canvas over which an offset stands; it may lie outside. */
  cellOf(offset: number): { readonly x: number; readonly y: number } {
    const { row, x } = this.placeOf(offset);
    // Behind the last cell one blank may stand, and a tab is wide.
    const inRow = this.#options.wrap ? Math.min(x, this.room) : x - this.#left;
    return { x: this.gutter + inRow, y: row - this.#top };
  }

  /** The offset under a cell of the canvas; outside, the nearest. */
  offsetAt(x: number, y: number): number {
    return this.offsetOf({ row: this.#top + y, x: Math.max(0, x - this.gutter + this.#left) });
  }

  placeOf(offset: number): RowPlace {
    return placeOf(this.#document.buffer, this.rows, offset);
  }

  /** The offset at a place of the laid out text; above and below it, start and end of the text. */
  offsetOf(place: RowPlace): number {
    if (place.row < 0) return 0;
    if (place.row >= this.rows.total) return this.#document.buffer.length;
    return offsetOfPlace(this.#document.buffer, this.rows, place);
  }

  #wrap(): void {
    this.rows.setCells(this.#options.wrap && this.#width > 0 ? this.room : undefined);
  }

  #showCursor(): void {
    const { row, x } = this.placeOf(this.#document.cursor);
    this.#top = reveal(this.#top, this.#height, row);
    if (this.#options.wrap) return;
    const cells = this.#cellsUnderCursor();
    if (x < this.#left) this.#left = x;
    if (x + cells > this.#left + this.room) this.#left = x + cells - this.room;
  }

  #cellsUnderCursor(): number {
    const { cursor, buffer } = this.#document;
    const next = buffer.slice(cursor, cursor + 16);
    const cells = next === '' || next.startsWith('\n') ? 1 : (glyphsOf(next)[0]?.width ?? 1);
    return Math.min(cells, this.room);
  }
}
