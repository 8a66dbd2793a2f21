import { isHeadingLine, pathInLine, type NamedFile } from './path-line.js';

/** What stands between blocks, and what it says of the files in them. */
export class ProseReader {
  /** In the order of the answer, with the places of blocks in between. */
  readonly #pieces: (string | number)[] = [];
  /** Named in the last line that is not blank. */
  #path: NamedFile | undefined;
  /** Named in the last heading. */
  #headingPath: NamedFile | undefined;
  #isThinking = false;

  /** Inside of `<think>`, as some local models write it: nothing there is an answer. */
  get isThinking(): boolean {
    return this.#isThinking;
  }

  /** Whether the line is of the answer. */
  push(line: string): boolean {
    if (this.#isThoughtOf(line)) return false;
    const last = this.#pieces.length - 1;
    const piece = this.#pieces[last];
    if (typeof piece === 'string') this.#pieces[last] = `${piece}${line}\n`;
    else this.#pieces.push(`${line}\n`);
    if (line.trim() !== '') {
      this.#path = pathInLine(line);
      if (isHeadingLine(line)) this.#headingPath = this.#path;
    }
    return true;
  }

  /** The next block is of this file, whatever stands before it. */
  nameBlock(path: string): void {
    this.#path = { path, isMentioned: false };
  }

  /** The file that the block which now begins is about. It is about that block alone. */
  startBlock(index: number): NamedFile | undefined {
    const path = this.#path ?? this.#headingPath;
    this.#path = undefined;
    this.#headingPath = undefined;
    this.#pieces.push(index);
    return path;
  }

  /** All of it, with the text of blocks where they are none of the files. */
  text(blockText: (index: number) => string): string {
    let text = '';
    for (const piece of this.#pieces) text += typeof piece === 'string' ? piece : blockText(piece);
    return text.trim();
  }

  #isThoughtOf(line: string): boolean {
    const wasThinking = this.#isThinking;
    if (/^\s*<think(?:ing)?>/.test(line)) this.#isThinking = true;
    const isThought = wasThinking || this.#isThinking;
    if (/<\/think(?:ing)?>\s*$/.test(line)) this.#isThinking = false;
    return isThought;
  }
}
