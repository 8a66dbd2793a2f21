import type { TextTools } from 'devmgr/plugin-api';

/** An escape sequence that has no end yet, the first half of a line's end or of a character. */
const brokenEnd = /(?:\r|\x1b[\x20-\x3f[\]]{0,16}|[\ud800-\udbff])$/;
/** `clean` cuts what is much longer. */
const atOnce = 32_768;

/** Cleans a text that grows: what is broken off at its end waits for more. */
export class ChatTextPieces {
  readonly #clean: TextTools['clean'];
  /** Characters that were given out. */
  #done = 0;

  constructor(clean: TextTools['clean']) {
    this.#clean = clean;
  }

  /** What is new in `text`, which is what it was and more. */
  next(text: string): string {
    let cleaned = '';
    while (this.#done < text.length) {
      const piece = text.slice(this.#done, this.#done + atOnce);
      const whole = piece.slice(0, piece.length - (brokenEnd.exec(piece)?.[0].length ?? 0));
      if (whole === '') break;
      // A terminal would write over what stands before a carriage return: an answer has nothing to be written over.
      cleaned += this.#clean(whole.replace(/\r\n?/g, '\n'));
      this.#done += whole.length;
    }
    return cleaned;
  }
}
