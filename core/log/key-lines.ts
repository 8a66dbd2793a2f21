/** RFC 7468 and its kin, as in `secret-shapes.ts`. */
const BEGIN = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?!.*-----END )/;
const END = /-----END /;
/** A line of base64, also as a string of source code. */
const BODY = /^([\s"'`+,#*|>]*)(?:=?[A-Za-z0-9+/]{4,}={0,2}|[A-Za-z0-9+/]{2,3}={1,2})((?:\\[nr]|[\s"'`+,#*|>])*)$/;
/** A key of 16,384 bits has 200. */
const MOST_LINES = 400;
/** Headers, an empty line, and what another thread prints between. */
const MOST_OTHERS = 10;

/** Masks the body of a private key that a program prints line by line, where one line does not tell what it is. */
export class KeyLines {
  #lines = 0;
  #others = 0;

  /** The next line of an output, as it may be shown. */
  next(line: string): string {
    if (BEGIN.test(line)) {
      [this.#lines, this.#others] = [MOST_LINES, MOST_OTHERS];
      return line;
    }
    if (this.#lines === 0 || this.#others === 0) return line;
    if (END.test(line)) this.#lines = 0;
    else if (BODY.test(line)) {
      this.#lines -= 1;
      return line.replace(BODY, '$1***$2');
    } else this.#others -= 1;
    return line;
  }
}
