import { Emitter, type LineBuffer, type ListenerErrorSink, type OutputLine } from 'devmgr/plugin-api';

/** Characters held by one process: a flood of 16 KB lines would otherwise hold 80 MB in 5,000 lines. */
const characterLimit = 4 * 1024 * 1024;

/** The last `keepLines` lines, at most four million characters of them. Numbers of lines never change. */
export class LineRing implements LineBuffer {
  readonly #keepLines: number;
  readonly #appended: Emitter<{ readonly first: number; readonly count: number }>;
  // Lines before #head have fallen out; the array is compacted when they are the larger part.
  readonly #lines: OutputLine[] = [];
  #head = 0;
  #characters = 0;
  #end = 0;

  constructor(keepLines: number, report?: ListenerErrorSink) {
    this.#keepLines = Math.max(1, keepLines);
    this.#appended = new Emitter(report);
  }

  get onDidAppend(): LineBuffer['onDidAppend'] {
    return this.#appended.event;
  }

  get firstLine(): number {
    return this.#end - (this.#lines.length - this.#head);
  }

  get endLine(): number {
    return this.#end;
  }

  lines(first: number, count: number): readonly OutputLine[] {
    const offset = this.#head - this.firstLine;
    const from = Math.max(first, this.firstLine);
    const to = Math.min(first + count, this.#end);
    return from < to ? this.#lines.slice(from + offset, to + offset) : [];
  }

  /** Appends in order and fires once. */
  append(added: readonly OutputLine[]): void {
    if (added.length === 0) return;
    const first = this.#end;
    for (const line of added) {
      this.#lines.push(line);
      this.#characters += line.text.length;
    }
    this.#end += added.length;
    this.#dropOld();
    this.#appended.fire({ first, count: added.length });
  }

  #dropOld(): void {
    const held = () => this.#lines.length - this.#head;
    while (held() > this.#keepLines || (this.#characters > characterLimit && held() > 1)) {
      this.#characters -= this.#lines[this.#head]?.text.length ?? 0;
      this.#head++;
    }
    if (this.#head > this.#lines.length / 2) {
      this.#lines.splice(0, this.#head);
      this.#head = 0;
    }
  }
}
