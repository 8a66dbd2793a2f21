const newline = 0x0a;
const carriageReturn = 0x0d;
const cutMark = '…';

/**
 * Turns a stream of bytes into lines of text, whatever the chunks are.
 *
 * Lines end with LF or CRLF; with `endAtReturn` also with CR, and then two ends in a row are one, so that CRLF makes no empty line. UTF-8 is decoded a whole line at a time (no byte of a longer character is an LF), so that
 * no character is torn between chunks; invalid bytes become U+FFFD. Of a line longer than `limit` bytes only the
 * beginning is kept, and no more than that is ever held.
 */
export class LineSplitter {
  readonly #limit: number;
  readonly #endAtReturn: boolean;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #lineBytes = 0;
  #lastByte = 0;

  constructor(limit: number, endAtReturn = false) {
    this.#limit = limit;
    this.#endAtReturn = endAtReturn;
  }

  /** The lines that this chunk completes. */
  push(chunk: Buffer): string[] {
    if (!this.#endAtReturn) return this.#split(chunk);
    const copy = Buffer.from(chunk);
    for (let at = copy.indexOf(carriageReturn); at >= 0; at = copy.indexOf(carriageReturn, at + 1)) copy[at] = newline;
    return this.#split(copy).filter((line) => line !== '');
  }

  #split(chunk: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      lines.push(this.#finish(chunk.subarray(from, at)));
      from = at + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
    return lines;
  }

  /** The last line, when the stream does not end with a newline. */
  end(): string[] {
    return this.#lineBytes > 0 ? [this.#finish(Buffer.alloc(0))] : [];
  }

  #hold(part: Buffer): void {
    // One byte beyond the limit is kept: it tells whether the cut would tear a character.
    const room = this.#limit + 1 - this.#heldBytes;
    if (room > 0) {
      const kept = Buffer.from(part.subarray(0, room));
      this.#held.push(kept);
      this.#heldBytes += kept.length;
    }
    this.#lineBytes += part.length;
    this.#lastByte = part[part.length - 1] ?? this.#lastByte;
  }

  #finish(rest: Buffer): string {
    if (this.#lineBytes === 0) return this.#decode(rest, rest.length, rest[rest.length - 1]);
    this.#hold(rest);
    const text = this.#decode(Buffer.concat(this.#held), this.#lineBytes, this.#lastByte);
    this.#held = [];
    this.#heldBytes = 0;
    this.#lineBytes = 0;
    return text;
  }

  #decode(bytes: Buffer, lineBytes: number, lastByte: number | undefined): string {
    const length = lastByte === carriageReturn ? lineBytes - 1 : lineBytes;
    if (length <= this.#limit) return bytes.toString('utf8', 0, length);
    const end = characterStart(bytes, this.#limit - Buffer.byteLength(cutMark));
    return bytes.toString('utf8', 0, end) + cutMark;
  }
}

/** The start of the character that the byte at `index` belongs to. */
function characterStart(bytes: Buffer, index: number): number {
  for (let start = index; start > index - 4 && start > 0; start--) {
    if (((bytes[start] ?? 0) & 0xc0) !== 0x80) return start;
  }
  return index;
}
