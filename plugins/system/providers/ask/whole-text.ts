/** An escape sequence that has no end yet, or the first half of a character. */
const BROKEN_END = /(?:\x1b[\x20-\x3f[\]]{0,16}|[\ud800-\udbff])$/;

/** Cleans text that comes in pieces: what a piece breaks off in the middle waits for the next one. */
export class WholeText {
  readonly #clean: (text: string) => string;
  #rest = '';

  constructor(clean: (text: string) => string) {
    this.#clean = clean;
  }

  push(piece: string): string {
    const text = this.#rest + piece;
    this.#rest = BROKEN_END.exec(text)?.[0] ?? '';
    return this.#clean(text.slice(0, text.length - this.#rest.length));
  }
}
