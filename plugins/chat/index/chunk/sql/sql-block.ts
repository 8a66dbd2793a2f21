/** So many words of a statement say what it is. */
const headWords = 8;

const routines = new Set(['TRIGGER', 'PROCEDURE', 'PROC', 'FUNCTION', 'PACKAGE', 'EVENT']);
const afterEnd = /\s+(IF|LOOP|WHILE|REPEAT|FOR|CASE)\b/iy;

/** Follows BEGIN … END in a statement that creates a routine: there `;` does not end it. */
export class SqlBlock {
  readonly #head: string[] = [];
  #depth = 0;

  get isOpen(): boolean {
    return this.#depth > 0;
  }

  /** `COPY … FROM stdin`: data follow. */
  get isCopy(): boolean {
    return this.#head[0] === 'COPY' && this.#last === 'STDIN';
  }

  #last = '';

  /** Answers where to go on reading: behind the word, or behind the one that belongs to it. */
  readWord(word: string, text: string, end: number): number {
    const upper = word.toUpperCase();
    this.#last = upper;
    if (this.#head.length < headWords) this.#head.push(upper);
    if (!this.#isRoutine) return end;
    if (upper === 'BEGIN' || upper === 'CASE') this.#depth += 1;
    return upper === 'END' ? this.#readEnd(text, end) : end;
  }

  get #isRoutine(): boolean {
    return this.#head[0] === 'CREATE' && this.#head.some((word) => routines.has(word));
  }

  /** `END IF` and its like end what was not counted. */
  #readEnd(text: string, end: number): number {
    const follows = new RegExp(afterEnd);
    follows.lastIndex = end;
    const word = follows.exec(text)?.[1]?.toUpperCase();
    if (word === undefined || word === 'CASE') this.#depth = Math.max(0, this.#depth - 1);
    return word === undefined ? end : follows.lastIndex;
  }
}
