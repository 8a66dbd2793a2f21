import type { StyledText } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../../core/screen/canvas.js';
import { drawnIn, glyphsFor, type Glyphs } from '../../core/screen/glyphs.js';
import { cleanLine } from '../../core/screen/text/clean.js';
import { codePointWidth } from '../../core/screen/text/code-point-width.js';
import { toSpans } from '../../core/screen/text/spans.js';

/** What stands in a cell: the second cell of a wide character is empty. */
export interface FakeCell {
  readonly char: string;
  readonly look: Look;
  readonly base: Look | undefined;
}

const blank: FakeCell = { char: ' ', look: 'default', base: undefined };

/** A canvas that remembers characters and looks, clips as the real one does, and counts what is put on it. */
export class FakeCanvas implements Canvas {
  readonly width: number;
  readonly height: number;
  readonly #glyphs: Glyphs;
  readonly #cells: FakeCell[];
  /** Calls of `put`: what a frame costs. */
  puts = 0;

  constructor(width: number, height: number, options: { readonly ascii?: boolean } = {}) {
    this.width = width;
    this.height = height;
    this.#glyphs = glyphsFor({ ascii: options.ascii ?? false, term: 'xterm' });
    this.#cells = new Array<FakeCell>(width * height).fill(blank);
  }

  put(
    x: number,
    y: number,
    text: StyledText,
    look: Look = 'default',
    options: { readonly base?: Look; readonly maxCells?: number } = {},
  ): number {
    this.puts++;
    if (y < 0 || y >= this.height) return 0;
    const end = Math.min(this.width, x + (options.maxCells ?? this.width));
    let at = x;
    for (const span of toSpans(text)) {
      for (const char of cleanLine(span.text)) {
        const width = codePointWidth(char.codePointAt(0) ?? 0);
        if (at + width > end) return Math.max(0, at - x);
        const base = options.base ?? this.cell(at, y).base;
        if (width > 0) this.#set(at, y, { char, look: span.style ?? look, base });
        if (width === 2) this.#set(at + 1, y, { char: '', look: span.style ?? look, base });
        at += width;
      }
    }
    return Math.max(0, at - x);
  }

  draw(
    x: number,
    y: number,
    text: string,
    look?: Look,
    options?: { readonly base?: Look; readonly maxCells?: number },
  ): number {
    return this.put(x, y, drawnIn(this.#glyphs, text), look, options);
  }

  fill(x: number, y: number, width: number, height: number, look: Look): void {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) this.#set(column, row, { char: ' ', look, base: look });
    }
  }

  cell(x: number, y: number): FakeCell {
    return x < 0 || x >= this.width ? blank : (this.#cells[y * this.width + x] ?? blank);
  }

  /** A line without the blanks at its end. */
  row(y: number): string {
    return Array.from({ length: this.width }, (_, x) => this.cell(x, y).char)
      .join('')
      .trimEnd();
  }

  rows(): string[] {
    return Array.from({ length: this.height }, (_, y) => this.row(y));
  }

  /** Where a text begins; throws when it is not there. */
  find(text: string): { readonly x: number; readonly y: number } {
    const y = this.rows().findIndex((row) => row.includes(text));
    if (y < 0) throw new Error(`"${text}" is not on the canvas:\n${this.rows().join('\n')}`);
    return { x: this.row(y).indexOf(text), y };
  }

  #set(x: number, y: number, cell: FakeCell): void {
    if (x >= 0 && x < this.width && y >= 0 && y < this.height) this.#cells[y * this.width + x] = cell;
  }
}
