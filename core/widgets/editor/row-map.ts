import { withPart, type LineChange, type TextBuffer } from './text-buffer.js';
import { LONG_LINE, wrapLine } from './wrap-line.js';

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
/** Characters that are looked at in one go. The rows of what is longer are guessed until they come into view. */
const MOST_MEASURED = 30_000;
/** Lines whose breaks are remembered: more than are in view. */
const MOST_KNOWN = 300;

/**
 * Which rows the lines of a text take: one each, or more when they are broken at a width. Of a long text the rows that
 * have not been in view are a guess by length.
 */
export class RowMap {
  readonly #buffer: TextBuffer;
  readonly #known = new Map<string, readonly number[]>();
  #long: { readonly text: string; readonly starts: readonly number[] } | undefined;
  #cells: number | undefined;
  /** Rows of each line; negative while guessed. */
  #heights: number[] = [1];
  #total = 1;
  /** A line and its first row, near those that were asked for last: sums are walked from there. */
  #mark = { line: 0, row: 0 };

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
    this.#known.clear();
    this.#long = undefined;
    this.#heights = this.#heightsOf(0, this.#buffer.lineCount);
    this.#total = sumOf(this.#heights);
    this.#mark = { line: 0, row: 0 };
  }

  /** After a change of the text. */
  apply({ first, removed, added }: LineChange): void {
    if (this.#mark.line > first) this.#firstRow(first);
    const before = this.#heights.slice(first, first + removed);
    const after = this.#heightsOf(first, added);
    this.#heights = withPart(this.#heights, first, first + removed, after);
    this.#total += sumOf(after) - sumOf(before);
  }

  /** Number of the row that an offset stands in; where a line is broken it stands at the start of the second row. */
  rowOf(offset: number): number {
    const line = this.#buffer.lineAt(offset);
    this.#measure(line);
    const inLine = offset - this.#buffer.lineStart(line);
    const starts = this.#startsOf(line);
    let nth = 0;
    while (nth + 1 < starts.length && (starts[nth + 1] ?? 0) <= inLine) nth++;
    return this.#firstRow(line) + nth;
  }

  /** A row by its number; outside, the nearest. */
  row(number: number): Row {
    this.settle(number, 1);
    return this.rows(number, 1)[0] ?? { line: 0, from: 0, to: 0, isFirst: true };
  }

  /** Rows from number `first` on, which must not be a guess any more: see `settle`. */
  rows(first: number, count: number): Row[] {
    const rows: Row[] = [];
    let { line, nth } = this.#locate(Math.max(0, Math.min(first, this.#total - 1)));
    for (; line < this.#buffer.lineCount && rows.length < count; line++) {
      const starts = this.#startsOf(line);
      for (; nth < starts.length && rows.length < count; nth++) rows.push(this.#rowOfLine(line, nth, starts));
      nth = 0;
    }
    return rows;
  }

  /** Looks at the lines of these rows. True when there were wrong guesses: then the rows are others than before. */
  settle(first: number, count: number): boolean {
    let { line } = this.#locate(Math.max(0, Math.min(first, this.#total - 1)));
    const before = this.#total;
    for (let left = count; left > 0 && line < this.#buffer.lineCount; line++) left -= this.#measure(line);
    return this.#total !== before;
  }

  #rowOfLine(line: number, nth: number, starts: readonly number[]): Row {
    const start = this.#buffer.lineStart(line);
    const next = starts[nth + 1];
    const to = next === undefined ? this.#buffer.lineEnd(line) : start + next;
    return { line, from: start + (starts[nth] ?? 0), to, isFirst: nth === 0 };
  }

  #startsOf(line: number): readonly number[] {
    const text = this.#buffer.line(line);
    if (this.#isShort(text.length)) return [0];
    if (text.length > LONG_LINE) return this.#startsOfLong(text);
    const known = this.#known.get(text);
    if (known) return known;
    const starts = wrapLine(text, this.#cells);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(text, starts);
    return starts;
  }

  /** To look one up in a map would cost a walk over it. */
  #startsOfLong(text: string): readonly number[] {
    if (this.#long?.text !== text) this.#long = { text, starts: wrapLine(text, this.#cells) };
    return this.#long.starts;
  }

  /** Surely one row. */
  #isShort(length: number): boolean {
    return this.#cells === undefined ? length <= LONG_LINE : length * WIDEST <= this.#cells;
  }

  #heightsOf(first: number, count: number): number[] {
    const heights: number[] = [];
    let measured = 0;
    for (let line = first; line < first + count; line++) {
      const { length } = this.#buffer.line(line);
      const isShort = this.#isShort(length);
      if (!isShort) measured += length;
      if (isShort) heights.push(1);
      else if (measured > MOST_MEASURED && line > first)
        heights.push(-Math.max(1, Math.ceil(length / (this.#cells ?? LONG_LINE))));
      else heights.push(wrapLine(this.#buffer.line(line), this.#cells).length);
    }
    return heights;
  }

  /** Rows of a line, no longer a guess. */
  #measure(line: number): number {
    const known = this.#heights[line] ?? 1;
    if (known > 0) return known;
    const height = this.#startsOf(line).length;
    this.#heights[line] = height;
    // What was guessed is negative.
    this.#total += height + known;
    if (this.#mark.line > line) this.#mark = { line: this.#mark.line, row: this.#mark.row + height + known };
    return height;
  }

  /** The first row of a line. */
  #firstRow(line: number): number {
    this.#startFrom(line < this.#mark.line - line, this.#buffer.lineCount - line < Math.abs(line - this.#mark.line));
    while (this.#mark.line < line) this.#step(1);
    while (this.#mark.line > line) this.#step(-1);
    return this.#mark.row;
  }

  #locate(row: number): { line: number; nth: number } {
    this.#startFrom(row < this.#mark.row - row, this.#total - row < Math.abs(row - this.#mark.row));
    const last = this.#heights.length - 1;
    while (this.#mark.row > row || this.#mark.line > last) this.#step(-1);
    while (this.#mark.line < last && this.#mark.row + this.#height(this.#mark.line) <= row) this.#step(1);
    return { line: this.#mark.line, nth: row - this.#mark.row };
  }

  /** Begins to walk at an end when that is nearer. */
  #startFrom(isNearStart: boolean, isNearEnd: boolean): void {
    if (isNearStart) this.#mark = { line: 0, row: 0 };
    else if (isNearEnd) this.#mark = { line: this.#heights.length, row: this.#total };
  }

  #step(by: 1 | -1): void {
    const { line, row } = this.#mark;
    this.#mark = { line: line + by, row: by > 0 ? row + this.#height(line) : row - this.#height(line - 1) };
  }

  /** Rows that a line counts for now, guessed or not. */
  #height(line: number): number {
    return Math.abs(this.#heights[line] ?? 1);
  }
}

const sumOf = (heights: readonly number[]) => heights.reduce((sum, height) => sum + Math.abs(height), 0);
