/**
 * The beginning and the end of a text that comes line by line; what is between them when it is long is forgotten. Whole lines, unless
 * one is longer than there is room for.
 */
export class TextEnds {
  /** Of each end, in characters. */
  readonly #room: number;
  #head = '';
  #tail = '';
  #isHeadFull = false;
  #isCut = false;

  constructor(room: number) {
    this.#room = room;
  }

  add(line: string): void {
    const left = this.#room - this.#head.length;
    if (!this.#isHeadFull && line.length < left) {
      this.#head += `${line}\n`;
      return;
    }
    const isBegun = !this.#isHeadFull && line.length > this.#room;
    this.#isHeadFull = true;
    if (isBegun) this.#head += line.slice(0, left);
    const tail = `${this.#tail}${isBegun ? line.slice(left) : line}\n`;
    // A little more than there is room for is kept until then: lines are not copied for each that comes.
    if (tail.length > 2 * this.#room) this.#isCut = true;
    this.#tail = tail.length > 2 * this.#room ? tail.slice(-this.#room) : tail;
  }

  get text(): string {
    if (this.#tail.length <= this.#room && !this.#isCut) return this.#head + this.#tail;
    const isInLine = this.#head !== '' && !this.#head.endsWith('\n');
    return `${this.#head}${isInLine ? '\n' : ''}${wholeLines(this.#tail.slice(-this.#room))}`;
  }
}

/** Without a line of which the beginning is missing, where that is not most of it. */
function wholeLines(text: string): string {
  const at = text.indexOf('\n');
  return at < 0 || at > text.length / 2 ? text : text.slice(at + 1);
}
