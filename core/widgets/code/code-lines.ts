import type { CodeContent, TextSpan } from 'devmgr/plugin-api';
import { canHighlight } from '../../highlight/can-highlight.js';
import { highlightLines } from '../../highlight/highlight-lines.js';

/** Longer lines, such as those of minified code, are cut: what nobody scrolls to must not cost anything. */
const MOST = 8000;

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
    const spans = this.#coloured?.[index] ?? [{ text: plain }];
    return plain.length > MOST ? beginning(spans) : spans;
  }

  #colour(changed: () => void): void {
    this.#coloured = highlightLines(this.#text, this.#language, () => {
      this.#colour(changed);
      changed();
    });
  }
}

function beginning(spans: readonly TextSpan[]): readonly TextSpan[] {
  const kept: TextSpan[] = [];
  let left = MOST;
  for (const span of spans) {
    if (left <= 0) break;
    kept.push({ ...span, text: span.text.slice(0, left) });
    left -= span.text.length;
  }
  return [...kept, { text: '…', style: 'muted' }];
}
