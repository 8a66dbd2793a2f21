/** An escape sequence that has no end yet, or the first half of a character. */
const BROKEN_END = /(?:\x1b[\x20-\x3f[\]]{0,16}|[\ud800-\udbff])$/;

/** `clean` cuts what is much longer. */
const AT_ONCE = 65_536;

/** Cleans text that comes in pieces: what a piece breaks off in the middle waits for the next one. */
export class WholeText {
  readonly #clean: (text: string) => string;
  #rest = '';

  constructor(clean: (text: string) => string) {
    this.#clean = clean;
  }

  push(piece: string): string {
    if (piece.length <= AT_ONCE) return this.#take(piece);
    let cleaned = '';
    for (let start = 0; start < piece.length; start += AT_ONCE) {
      cleaned += this.#take(piece.slice(start, start + AT_ONCE));
    }
    return cleaned;
  }

  #take(piece: string): string {
    const text = this.#rest + piece;
    this.#rest = BROKEN_END.exec(text)?.[0] ?? '';
    return this.#clean(text.slice(0, text.length - this.#rest.length));
  }
}
