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

  /** `target`: the path that code without a path is for. */
  constructor(target: string) {
    this.#target = target;
    this.#reader = new BlockReader(target);
  }

  push(delta: string): void {
    const lines = delta.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#reader.push(withoutReturn(this.#rest + line));
      this.#rest = '';
    }
    this.#rest += last;
  }

  /** Nothing more comes. `isComplete`: the model has said all it wanted to. */
  end(isComplete: boolean): void {
    if (this.#rest !== '') this.#reader.push(withoutReturn(this.#rest));
    this.#rest = '';
    this.#reader.end(isComplete);
    this.#isEnded = isComplete;
  }

  /** What is there until now, by whole lines. */
  parsed(): ParsedAnswer {
    return {
      files: chooseFiles(this.#reader.blocks(), this.#target, this.#isEnded),
      prose: this.#reader.prose.text.trim(),
    };
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
