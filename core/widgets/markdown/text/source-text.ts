import { stripEscapes } from '../../../screen/text/strip-escapes.js';

/** A text as it is parsed: line ends are `\n`, and terminal sequences are gone before they are taken for Markdown. */
export function sourceText(text: string): string {
  return /[\r\x1b\x80-\x9f]/.test(text) ? stripEscapes(text.replace(/\r\n?/g, '\n')) : text;
}

/**
 * The source of a text that may grow. What was there before costs no more than comparing and copying memory: only the
 * last line and what follows are looked into, as no terminal sequence goes past the end of a line.
 */
export class GrowingSource {
  #written = '';
  #text = '';
  /** Length of the whole lines, in what was written and in the source. */
  #line = 0;
  #textLine = 0;
  /** Whether the source of the whole lines is what was written. */
  #isAsWritten = true;

  /** The source of `written`. */
  update(written: string): string {
    if (!startsWith(written, this.#written)) this.#begin();
    const end = Math.max(this.#line, written.lastIndexOf('\n') + 1);
    const lines = written.slice(this.#line, end);
    const last = written.slice(end);
    const source = { lines: sourceText(lines), last: sourceText(last) };
    this.#isAsWritten &&= source.lines === lines;
    if (this.#isAsWritten && source.last === last) this.#text = written;
    else this.#text = this.#text.slice(0, this.#textLine) + source.lines + source.last;
    this.#written = written;
    this.#line = end;
    this.#textLine += source.lines.length;
    return this.#text;
  }

  #begin(): void {
    this.#line = 0;
    this.#textLine = 0;
    this.#isAsWritten = true;
  }
}

/** Characters that two texts have in common at their beginning. */
export function commonLength(before: string, after: string): number {
  if (startsWith(after, before)) return before.length;
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before.charCodeAt(length) === after.charCodeAt(length)) length++;
  return length;
}

/** Compares memory, which is many times quicker than `String.startsWith`. */
export function startsWith(text: string, beginning: string): boolean {
  return text.length >= beginning.length && text.slice(0, beginning.length) === beginning;
}
