/** What stands in a row: a line, or (with `note`) a line of what is said below it. */
export interface NotedRow {
  readonly line: number;
  readonly note: string | undefined;
}

/** The rows of lines some of which have notes below them. Costs what has notes, however many lines there are. */
export class NotedRows {
  readonly #lines: number;
  readonly #noted: readonly { readonly line: number; readonly row: number; readonly notes: readonly string[] }[];
  readonly total: number;

  /** Lines are counted from 0. Notes of lines that are not there are left out. */
  constructor(lines: number, notes: ReadonlyMap<number, readonly string[]>) {
    this.#lines = lines;
    let extra = 0;
    this.#noted = [...notes]
      .filter(([line]) => line >= 0 && line < lines)
      .sort(([a], [b]) => a - b)
      .map(([line, texts]) => {
        const noted = { line, row: line + extra, notes: texts };
        extra += texts.length;
        return noted;
      });
    this.total = lines + extra;
  }

  /** The row of a line; that of the line after the last one is `total`. */
  rowOf(line: number): number {
    if (line >= this.#lines) return this.total;
    const before = this.#noted[this.#lastWhere((noted) => noted.line < line)];
    return before ? before.row + before.notes.length + (line - before.line) : line;
  }

  /** What stands in a row between 0 and `total`. */
  at(row: number): NotedRow {
    const before = this.#noted[this.#lastWhere((noted) => noted.row <= row)];
    if (!before) return { line: row, note: undefined };
    const below = row - before.row;
    if (below > before.notes.length) return { line: before.line + below - before.notes.length, note: undefined };
    return { line: before.line, note: below > 0 ? before.notes[below - 1] : undefined };
  }

  /** The place of the last noted line for which it is true, or -1; it is true for those before as well. */
  #lastWhere(isBefore: (noted: { line: number; row: number }) => boolean): number {
    let low = 0;
    let high = this.#noted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const noted = this.#noted[middle];
      if (noted && isBefore(noted)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
