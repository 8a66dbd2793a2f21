import type { AnswerBlock } from './answer-block.js';
import { UnifiedDiff } from './unified-diff.js';

const begin = /^(?:diff --git |\*\*\* (?:Begin Patch|(?:Update|Add|Delete) File: ))/;
const line =
  /^(?:[ +@\\-]|$|diff --git |\*\*\* |index |(?:old|new|deleted) (?:file )?mode |rename |similarity |dissimilarity |copy |GIT binary patch|Binary files |literal \d|delta \d|Index: |={20,})/;

/** A diff in the middle of an answer, until a line that cannot be of it. */
export class UnfencedDiff {
  readonly #diff = new UnifiedDiff();
  /** Blank lines are of the diff when it goes on. */
  #blanks = 0;
  #isClosed = false;

  static beginsWith(text: string): boolean {
    return begin.test(text);
  }

  push(text: string): 'inside' | 'behind' {
    if (!line.test(text)) {
      this.close();
      return 'behind';
    }
    if (text === '') {
      this.#blanks += 1;
      return 'inside';
    }
    for (; this.#blanks > 0; this.#blanks -= 1) this.#diff.push('');
    this.#diff.push(text);
    return 'inside';
  }

  close(): void {
    this.#isClosed = true;
  }

  blocks(): readonly AnswerBlock[] {
    return [{ kind: 'diff', path: undefined, diff: this.#diff, isClosed: this.#isClosed }];
  }
}
