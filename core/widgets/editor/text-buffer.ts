/** Lines that a change has touched: `removed` of them, from `first` on, have become `added`. */
export interface LineChange {
  readonly first: number;
  readonly removed: number;
  readonly added: number;
}

const MOST_ARGUMENTS = 5000;

/**
 * A text as lines, and where they begin: a change copies the lines that it touches and shifts the starts of those below,
 * which takes less than a millisecond with 100,000 lines.
 */
export class TextBuffer {
  #lines: string[] = [''];
  #starts: number[] = [0];
  #length = 0;
  #text: string | undefined = '';

  /** All of it. The first time after a change it is put together, which takes a while for a long text. */
  get text(): string {
    return (this.#text ??= this.#lines.join('\n'));
  }

  get length(): number {
    return this.#length;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  line(line: number): string {
    return this.#lines[line] ?? '';
  }

  /** Offset of the first character of a line. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** Offset of the end of a line, before its line break. */
  lineEnd(line: number): number {
    return this.lineStart(line) + this.line(line).length;
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

  /** What stands between two offsets; they may lie outside. */
  slice(from: number, to: number): string {
    const first = this.lineAt(from);
    const last = this.lineAt(to);
    const start = Math.max(0, from - this.lineStart(first));
    if (first === last) return this.line(first).slice(start, Math.max(0, to - this.lineStart(first)));
    const head = this.line(first).slice(start);
    const between = this.#lines.slice(first + 1, last);
    return [head, ...between, this.line(last).slice(0, to - this.lineStart(last))].join('\n');
  }

  /** Puts `inserted` in the place of what stands between two offsets. */
  replace(from: number, to: number, inserted: string): LineChange {
    const first = this.lineAt(from);
    const last = this.lineAt(to);
    const head = this.line(first).slice(0, from - this.lineStart(first));
    const tail = this.line(last).slice(to - this.lineStart(last));
    const lines = (head + inserted + tail).split('\n');
    this.#setLines(first, last + 1, lines, inserted.length - (to - from));
    return { first, removed: last - first + 1, added: lines.length };
  }

  /** In the place of the lines from `first` up to but without `end`; the text grows by `by`. */
  #setLines(first: number, end: number, lines: readonly string[], by: number): void {
    for (let at = end; by !== 0 && at < this.#starts.length; at++) this.#starts[at] = (this.#starts[at] ?? 0) + by;
    let start = this.lineStart(first);
    const starts = lines.map((line) => {
      const at = start;
      start += line.length + 1;
      return at;
    });
    this.#lines = withPart(this.#lines, first, end, lines);
    this.#starts = withPart(this.#starts, first, end, starts);
    this.#length += by;
    this.#text = undefined;
  }
}

/** Changes in place but where so many items come that they cannot be arguments of a call. */
export function withPart<Item>(items: Item[], first: number, end: number, part: readonly Item[]): Item[] {
  if (part.length > MOST_ARGUMENTS) return items.slice(0, first).concat(part, items.slice(end));
  items.splice(first, end - first, ...part);
  return items;
}
