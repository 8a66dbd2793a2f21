/** The beginning and the end of a text that comes line by line; what is between them when it is long is forgotten. */
export class TextEnds {
  /** Of each end, in characters. */
  readonly #room: number;
  #head = '';
  #tail = '';
  #isCut = false;

  constructor(room: number) {
    this.#room = room;
  }

  add(line: string): void {
    if (this.#tail === '' && this.#head.length + line.length < this.#room) {
      this.#head += `${line}\n`;
      return;
    }
    const tail = `${this.#tail}${line}\n`;
    // A little more than there is room for is kept until then: lines are not copied for each that comes.
    if (tail.length > 2 * this.#room) this.#isCut = true;
    this.#tail = tail.length > 2 * this.#room ? tail.slice(-this.#room) : tail;
  }

  get text(): string {
    if (this.#tail.length <= this.#room && !this.#isCut) return this.#head + this.#tail;
    return this.#head + wholeLines(this.#tail.slice(-this.#room));
  }
}

/** Without a line of which the beginning is missing, where there are others. */
function wholeLines(text: string): string {
  const at = text.indexOf('\n');
  return at < 0 || at === text.length - 1 ? text : text.slice(at + 1);
}
