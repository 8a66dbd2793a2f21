/** Lines that a change has touched: `removed` of them, from `first` on, have become `added`. */
export interface LineChange {
  readonly first: number;
  readonly removed: number;
  readonly added: number;
}

/**
 * A text and where its lines begin. The text is one string, so that offsets need no sums: a change costs a copy of the
 * text and a walk over the starts of the lines below, about 2 ms for 100,000 lines.
 */
export class TextBuffer {
  #text = '';
  #starts: number[] = [0];

  get text(): string {
    return this.#text;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offset of the first character of a line. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  /** Offset of the end of a line, before its line break. */
  lineEnd(line: number): number {
    const next = this.#starts[line + 1];
    return next === undefined ? this.#text.length : next - 1;
  }

  line(line: number): string {
    return this.#text.slice(this.lineStart(line), this.lineEnd(line));
  }

  /** The line in which an offset lies. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Puts `inserted` in the place of what stands between two offsets. */
  replace(from: number, to: number, inserted: string): LineChange {
    const first = this.lineAt(from);
    const last = this.lineAt(to);
    const starts = startsIn(inserted, from);
    this.#text = this.#text.slice(0, from) + inserted + this.#text.slice(to);
    this.#shift(last + 1, inserted.length - (to - from));
    if (starts.length > 0 || last > first) {
      this.#starts = this.#starts.slice(0, first + 1).concat(starts, this.#starts.slice(last + 1));
    }
    return { first, removed: last - first + 1, added: starts.length + 1 };
  }

  #shift(line: number, by: number): void {
    if (by === 0) return;
    const starts = this.#starts;
    for (let at = line; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + by;
  }
}

/** Offsets after every line break of a text that stands at `from`. */
function startsIn(text: string, from: number): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(from + at + 1);
  return starts;
}
