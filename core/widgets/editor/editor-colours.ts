import type { TextSpan } from 'devmgr/plugin-api';
import { canHighlight } from '../../highlight/can-highlight.js';
import { highlightLines } from '../../highlight/highlight-lines.js';
import type { EditorDocument } from './editor-document.js';

/** Colours of a text by line. They are asked for when the text has changed, and again when better ones are there. */
export class EditorColours {
  readonly #changed: () => void;
  #language: string | undefined;
  #version: number | undefined;
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

  /** Spans of a line, or undefined when it has no colours. */
  line({ buffer, version }: EditorDocument, line: number): readonly TextSpan[] | undefined {
    if (!canHighlight(buffer.length, this.#language)) return undefined;
    if (version !== this.#version) {
      this.#version = version;
      this.#lines = highlightLines(buffer.text, this.#language, () => this.#forget());
    }
    return this.#lines[line];
  }

  #forget(): void {
    this.#version = undefined;
    this.#changed();
  }
}
