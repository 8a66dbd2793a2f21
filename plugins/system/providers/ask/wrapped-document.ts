import type { LogSource, StyledText, TextSpan, TextStyle } from 'devmgr/plugin-api';

interface Piece {
  readonly text: string;
  readonly style: TextStyle;
}

interface Cell {
  readonly char: string;
  readonly cells: number;
  readonly style: TextStyle;
}

/**
 * Text that grows at its end, wrapped between words. A piece that is added costs its own length and that of the last
 * line: what stands above is never laid out again, except when the width changes.
 */
export class WrappedDocument implements LogSource {
  readonly first = 0;
  readonly #widthOf: (text: string) => number;
  readonly #pieces: Piece[] = [];
  readonly #lines: StyledText[] = [];
  #open: Cell[] = [];
  #openCells = 0;
  /** The last line was broken at a blank, and nothing has come behind it: a newline then ends it and no other one. */
  #isBroken = false;
  #width: number;

  /** `widthOf` is the width of a character in cells. */
  constructor(widthOf: (text: string) => number, width: number) {
    this.#widthOf = widthOf;
    this.#width = Math.max(1, width);
  }

  get end(): number {
    return this.#lines.length + (this.#open.length > 0 ? 1 : 0);
  }

  lines(first: number, count: number): readonly StyledText[] {
    const found = this.#lines.slice(first, first + count);
    const isOpenAsked = this.#open.length > 0 && first <= this.#lines.length && found.length < count;
    return isOpenAsked ? [...found, spansOf(this.#open)] : found;
  }

  /** Clean text; newlines end a line. */
  append(text: string, style: TextStyle = 'default'): void {
    if (text === '') return;
    this.#pieces.push({ text, style });
    this.#layOut(text, style);
  }

  /** Lines of their own: before and after them a line ends. */
  appendLine(text: string, style: TextStyle = 'default'): void {
    this.append(`${this.#open.length > 0 ? '\n' : ''}${text}\n`, style);
  }

  /** Lays everything out anew when the width is another one. */
  setWidth(width: number): void {
    const next = Math.max(1, width);
    if (next === this.#width) return;
    this.#width = next;
    this.#lines.length = 0;
    this.#open = [];
    this.#openCells = 0;
    this.#isBroken = false;
    for (const { text, style } of this.#pieces) this.#layOut(text, style);
  }

  #layOut(text: string, style: TextStyle): void {
    for (const char of text) {
      if (char === '\n') this.#endLine();
      else this.#put({ char, style, cells: char >= ' ' && char <= '~' ? 1 : this.#widthOf(char) });
    }
  }

  #put(cell: Cell): void {
    if (this.#open.length > 0 && this.#openCells + cell.cells > this.#width) {
      // The blank at a break is dropped.
      if (cell.char === ' ') {
        this.#finish(this.#open, []);
        this.#isBroken = true;
        return;
      }
      const blank = this.#open.findLastIndex(({ char }) => char === ' ');
      if (blank > 0) this.#finish(this.#open.slice(0, blank), this.#open.slice(blank + 1));
      else this.#finish(this.#open, []);
    }
    this.#open.push(cell);
    this.#openCells += cell.cells;
    this.#isBroken = false;
  }

  #endLine(): void {
    if (!this.#isBroken) this.#finish(this.#open, []);
    this.#isBroken = false;
  }

  #finish(line: readonly Cell[], rest: Cell[]): void {
    this.#lines.push(spansOf(line));
    this.#open = rest;
    this.#openCells = rest.reduce((sum, { cells }) => sum + cells, 0);
  }
}

/** Joins neighbours of one style. */
function spansOf(cells: readonly Cell[]): readonly TextSpan[] {
  const spans: { text: string; style: TextStyle }[] = [];
  for (const { char, style } of cells) {
    const last = spans.at(-1);
    if (last?.style === style) last.text += char;
    else spans.push({ text: char, style });
  }
  return spans;
}
