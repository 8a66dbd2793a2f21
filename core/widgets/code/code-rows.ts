import type { CodeContent } from 'devmgr/plugin-api';
import { NotedRows } from '../noted-rows.js';
import { problemNote } from '../problem-note.js';

/** A narrower pane shows no line numbers. */
const NUMBERS_FROM = 20;
/** Room of the mark where there are no numbers. */
const MARK = 2;

/** Where the lines of a piece of code, and the problems below them, stand in a pane of some width. */
export class CodeRows {
  readonly width: number;
  /** Cells of the line numbers with the mark and the blank behind them; 0: there are none. */
  readonly gutter: number;
  readonly #first: number;
  readonly #rows: NotedRows;

  constructor(content: CodeContent | undefined, count: number, width: number) {
    this.width = width;
    this.#first = content?.firstLine ?? 1;
    this.gutter = width < NUMBERS_FROM ? 0 : String(this.#first + count - 1).length + 2;
    this.#rows = new NotedRows(count, this.#notes(content?.problems ?? []));
  }

  get total(): number {
    return this.#rows.total;
  }

  /** Where the code begins. */
  get start(): number {
    return this.gutter || MARK;
  }

  /** Cells for code: the last column is left to the scrollbar. */
  get room(): number {
    return this.width - 1 - this.start;
  }

  /** The row of a line by its number. */
  rowOf(number: number): number {
    return this.#rows.rowOf(number - this.#first);
  }

  /** The line in a row: its place from 0 and its number; or what is said below it. */
  at(row: number): { readonly index: number; readonly number: number; readonly note: string | undefined } {
    const { line, note } = this.#rows.at(row);
    return { index: line, number: this.#first + line, note };
  }

  #notes(problems: NonNullable<CodeContent['problems']>): ReadonlyMap<number, readonly string[]> {
    const notes = new Map<number, readonly string[]>();
    for (const { line, message } of problems) {
      const index = line - this.#first;
      notes.set(index, [...(notes.get(index) ?? []), ...problemNote(message, this.room)]);
    }
    return notes;
  }
}
