import type { LineChange, TextBuffer } from './text-buffer.js';
import { wrapLine } from './wrap-line.js';

/** One row on the screen: the characters between two offsets of the text. */
export interface Row {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** The first row of its line. */
  readonly isFirst: boolean;
}

/** A character takes at most the cells of a tab. */
const WIDEST = 4;

/** Which rows the lines of a text take: one each, or more when they are broken at a width. */
export class RowMap {
  readonly #buffer: TextBuffer;
  #cells: number | undefined;
  /** Rows of each line; empty while no line is broken. */
  #heights: number[] = [];
  #total = 1;

  constructor(buffer: TextBuffer) {
    this.#buffer = buffer;
  }

  get total(): number {
    return this.#total;
  }

  /** Cells of a row, or undefined for lines that are not broken. */
  setCells(cells: number | undefined): void {
    if (cells === this.#cells) return;
    this.#cells = cells;
    this.reset();
  }

  /** After the whole text was replaced. */
  reset(): void {
    const count = this.#buffer.lineCount;
    this.#heights = [];
    if (this.#cells !== undefined) for (let line = 0; line < count; line++) this.#heights.push(this.#heightOf(line));
    this.#sum();
  }

  /** After a change of the text. */
  apply({ first, removed, added }: LineChange): void {
    if (this.#cells !== undefined) {
      const heights = Array.from({ length: added }, (_, index) => this.#heightOf(first + index));
      if (added === removed) heights.forEach((height, index) => (this.#heights[first + index] = height));
      else this.#heights = this.#heights.slice(0, first).concat(heights, this.#heights.slice(first + removed));
    }
    this.#sum();
  }

  /** Number of the row that an offset stands in; where a line is broken it stands at the start of the second row. */
  rowOf(offset: number): number {
    const line = this.#buffer.lineAt(offset);
    const inLine = offset - this.#buffer.lineStart(line);
    const starts = this.#startsOf(line);
    const nth = starts.length - 1 - [...starts].reverse().findIndex((start) => start <= inLine);
    return this.#firstRow(line) + nth;
  }

  /** A row by its number; outside, the nearest. */
  row(number: number): Row {
    return this.rows(number, 1)[0] ?? { line: 0, from: 0, to: 0, isFirst: true };
  }

  /** Rows from number `first` on. */
  rows(first: number, count: number): Row[] {
    const rows: Row[] = [];
    const at = this.#locate(Math.max(0, Math.min(first, this.#total - 1)));
    for (let line = at.line; line < this.#buffer.lineCount && rows.length < count; line++) {
      const all = this.#rowsOf(line);
      rows.push(...all.slice(line === at.line ? at.nth : 0, count - rows.length + at.nth));
    }
    return rows.slice(0, count);
  }

  #rowsOf(line: number): Row[] {
    const start = this.#buffer.lineStart(line);
    const starts = this.#startsOf(line);
    return starts.map((from, nth) => {
      const to = starts[nth + 1];
      return {
        line,
        from: start + from,
        to: to === undefined ? this.#buffer.lineEnd(line) : start + to,
        isFirst: nth === 0,
      };
    });
  }

  #startsOf(line: number): readonly number[] {
    const isOne = this.#cells === undefined || this.#heights[line] === 1;
    return isOne ? [0] : wrapLine(this.#buffer.line(line), this.#cells ?? 0);
  }

  #heightOf(line: number): number {
    const cells = this.#cells ?? 0;
    const length = this.#buffer.lineEnd(line) - this.#buffer.lineStart(line);
    return length * WIDEST <= cells ? 1 : wrapLine(this.#buffer.line(line), cells).length;
  }

  #firstRow(line: number): number {
    if (this.#cells === undefined) return line;
    let row = 0;
    for (let at = 0; at < line; at++) row += this.#heights[at] ?? 1;
    return row;
  }

  #locate(row: number): { readonly line: number; readonly nth: number } {
    if (this.#cells === undefined) return { line: row, nth: 0 };
    let nth = row;
    let line = 0;
    for (; nth >= (this.#heights[line] ?? Infinity); line++) nth -= this.#heights[line] ?? 1;
    return { line, nth };
  }

  #sum(): void {
    this.#total = this.#cells === undefined ? this.#buffer.lineCount : this.#firstRow(this.#buffer.lineCount);
  }
}
