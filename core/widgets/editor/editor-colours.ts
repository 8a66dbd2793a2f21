import type { TextSpan } from 'devmgr/plugin-api';
import { canHighlight } from '../../highlight/can-highlight.js';
import { highlightLines } from '../../highlight/highlight-lines.js';

/** Colours of a text by line. They are asked for when the text has changed, and again when better ones are there. */
export class EditorColours {
  readonly #changed: () => void;
  #language: string | undefined;
  #text: string | undefined;
  #lines: readonly (readonly TextSpan[])[] = [];

  /** `changed` is called when a line may have other colours than before. */
  constructor(language: string | undefined, changed: () => void) {
    this.#language = language;
    this.#changed = changed;
  }

  setLanguage(language: string | undefined): void {
    this.#language = language;
    this.#forget();
  }

  /** Spans of a line of `text`, or undefined when it has no colours. */
  line(text: string, line: number): readonly TextSpan[] | undefined {
    if (!canHighlight(text.length, this.#language)) return undefined;
    if (text !== this.#text) {
      this.#text = text;
      this.#lines = highlightLines(text, this.#language, () => this.#forget());
    }
    return this.#lines[line];
  }

  #forget(): void {
    this.#text = undefined;
    this.#changed();
  }
}
