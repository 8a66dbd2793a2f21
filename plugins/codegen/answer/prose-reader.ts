import { isHeadingLine, pathInLine } from './path-line.js';

/** What stands between blocks, and what it says of the files in them. */
export class ProseReader {
  #text = '';
  /** Named in the last line that is not blank. */
  #path: string | undefined;
  /** Named in the last heading. */
  #headingPath: string | undefined;
  #isThinking = false;

  /** Inside of `<think>`, as some local models write it: nothing there is an answer. */
  get isThinking(): boolean {
    return this.#isThinking;
  }

  get text(): string {
    return this.#text;
  }

  push(line: string): void {
    if (/^\s*<think(?:ing)?>/.test(line)) this.#isThinking = true;
    if (this.#isThinking) {
      this.#isThinking = !/<\/think(?:ing)?>/.test(line);
      return;
    }
    this.#text += `${line}\n`;
    if (line.trim() === '') return;
    this.#path = pathInLine(line);
    if (isHeadingLine(line)) this.#headingPath = this.#path;
  }

  /** The file that the block which now begins is about. It is about that block alone. */
  takePath(): string | undefined {
    const path = this.#path ?? this.#headingPath;
    this.#path = undefined;
    this.#headingPath = undefined;
    return path;
  }

  /** What is no file of the answer, in its place. */
  append(text: string): void {
    this.#text += text;
  }
}
