import { BlockReader } from './block-reader.js';
import { chooseFiles } from './choose-files.js';
import type { ParsedAnswer } from './parsed-answer.js';

/** Reads an answer while it is written. What was read is not read again: the costs grow with the length of the answer alone. */
export class AnswerStream {
  readonly #target: string;
  readonly #reader: BlockReader;
  /** The line that is being written. */
  #rest = '';
  #isEnded = false;
  /** Of the lines that were read. */
  #parsed: ParsedAnswer | undefined;

  /** `target`: the path that code without a path is for. */
  constructor(target: string) {
    this.#target = target;
    this.#reader = new BlockReader(target);
  }

  push(delta: string): void {
    const lines = delta.split('\n');
    const last = lines.pop() ?? '';
    if (lines.length > 0) this.#parsed = undefined;
    for (const line of lines) {
      this.#reader.push(withoutReturn(this.#rest + line));
      this.#rest = '';
    }
    this.#rest += last;
  }

  /** Nothing more comes. `isComplete`: the model has said all it wanted to. */
  end(isComplete: boolean): void {
    // Of a mark that is only half there nobody can tell what it is.
    if (this.#rest !== '' && (isComplete || !/^\s*[`~<>=+-]+$/.test(this.#rest)))
      this.#reader.push(withoutReturn(this.#rest));
    this.#rest = '';
    this.#reader.end(isComplete);
    this.#isEnded = isComplete;
    this.#parsed = undefined;
  }

  /** What is there until now, by whole lines. */
  parsed(): ParsedAnswer {
    this.#parsed ??= chooseFiles(this.#reader, this.#target, this.#isEnded);
    return this.#parsed;
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
