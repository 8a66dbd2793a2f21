import type { CodeContent, TextSpan } from 'devmgr/plugin-api';
import { canHighlight } from '../../highlight/can-highlight.js';
import { highlightLines } from '../../highlight/highlight-lines.js';
import { lineBeginning } from './line-beginning.js';

/** The lines of a piece of code. Costs what is asked for, also where there are a hundred thousand of them. */
export class CodeLines {
  readonly #text: string;
  readonly #language: string | undefined;
  readonly #plain: readonly string[];
  #coloured: readonly (readonly TextSpan[])[] | undefined;

  /** `changed` is called when the colours are there. */
  constructor(content: CodeContent, changed: () => void) {
    this.#text = content.text.includes('\r') ? content.text.replace(/\r\n?/g, '\n') : content.text;
    this.#language = content.language;
    const lines = this.#text.split('\n');
    // The end of the last line begins no other one.
    this.#plain = lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
    if (canHighlight(this.#text.length, this.#language)) this.#colour(changed);
  }

  get count(): number {
    return this.#plain.length;
  }

  /** A line by its place, from 0. */
  line(index: number): readonly TextSpan[] {
    const plain = this.#plain[index] ?? '';
    return lineBeginning(this.#coloured?.[index] ?? [{ text: plain }]);
  }

  #colour(changed: () => void): void {
    this.#coloured = highlightLines(this.#text, this.#language, () => {
      this.#colour(changed);
      changed();
    });
  }
}
