import type { DiffHunk, DiffLine } from 'devmgr/plugin-api';
import { NotedRows } from '../noted-rows.js';
import { problemNote } from '../problem-note.js';
import { diffGutter, numberDigits, type DiffGutter, type NumberDigits } from './diff-gutter.js';

/** What stands in a row, with the place of its hunk and, for a line, its place in that. */
export type DiffRow =
  | { readonly kind: 'header'; readonly hunk: DiffHunk; readonly index: number }
  | {
      readonly kind: 'line';
      readonly hunk: DiffHunk;
      readonly index: number;
      readonly line: DiffLine;
      readonly at: number;
    }
  | { readonly kind: 'problem'; readonly hunk: DiffHunk; readonly index: number; readonly text: string };

/** Where hunks, their lines and the problems below those stand in a pane of some width. */
export class DiffLayout {
  readonly hunks: readonly DiffHunk[];
  readonly width: number;
  readonly gutter: DiffGutter;
  readonly #digits: NumberDigits;
  /** Of each hunk the place of its header among all headers and lines; then that of the end. */
  readonly #starts: readonly number[];
  readonly #rows: NotedRows;

  constructor(hunks: readonly DiffHunk[], width: number, digits = numberDigits(hunks)) {
    this.hunks = hunks;
    this.width = width;
    this.#digits = digits;
    this.gutter = diffGutter(digits, width);
    const starts = [0];
    for (const hunk of hunks) starts.push((starts.at(-1) ?? 0) + 1 + hunk.lines.length);
    this.#starts = starts;
    this.#rows = new NotedRows(starts.at(-1) ?? 0, this.#notes());
  }

  /** Rows of all hunks. */
  get total(): number {
    return this.#rows.total;
  }

  /** The same hunks in another width. */
  inWidth(width: number): DiffLayout {
    return width === this.width ? this : new DiffLayout(this.hunks, width, this.#digits);
  }

  /** The rows of a hunk: its header, and the one after its last. */
  rowsOf(index: number): { readonly first: number; readonly end: number } {
    const rowOf = (at: number) => this.#rows.rowOf(this.#starts[at] ?? Number.POSITIVE_INFINITY);
    return { first: rowOf(index), end: rowOf(index + 1) };
  }

  /** `undefined` where there are no more. */
  at(row: number): DiffRow | undefined {
    if (row < 0 || row >= this.total) return undefined;
    const { line: place, note } = this.#rows.at(row);
    const index = this.#hunkAt(place);
    const hunk = this.hunks[index];
    if (!hunk) return undefined;
    if (note !== undefined) return { kind: 'problem', hunk, index, text: note };
    const at = place - (this.#starts[index] ?? 0) - 1;
    const line = hunk.lines[at];
    return line ? { kind: 'line', hunk, index, line, at } : { kind: 'header', hunk, index };
  }

  #hunkAt(place: number): number {
    let low = 0;
    let high = this.hunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #notes(): ReadonlyMap<number, readonly string[]> {
    const notes = new Map<number, readonly string[]>();
    const room = this.width - 1 - this.gutter.code;
    this.hunks.forEach((hunk, index) => {
      const first = (this.#starts[index] ?? 0) + 1;
      hunk.lines.forEach(({ problem }, at) => {
        if (problem !== undefined) notes.set(first + at, problemNote(problem, room));
      });
    });
    return notes;
  }
}
