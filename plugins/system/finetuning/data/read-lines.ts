import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

const PIECE = 256 * 1024;
const NEWLINE = 10;
const RETURN = 13;

/** Of a longer line only the beginning is kept, in bytes: no model takes that much in one example, but for pictures in it. */
export const LONGEST_LINE = 1024 * 1024;

export interface FileLine {
  /** From one. */
  readonly number: number;
  /** Without its end; of a line that is too long the beginning, of one that is not UTF-8 nothing. */
  readonly text: string;
  readonly bytes: number;
  readonly isUtf8: boolean;
  /** It ends with a carriage return. */
  readonly isDos: boolean;
}

/** The lines of a file, divided into groups as they are read; no more memory than one of them and a piece of the file. */
export async function* readLines(
  handle: FileHandle,
  { from, onRead }: { readonly from: number; readonly onRead: (bytes: number) => void },
): AsyncGenerator<readonly FileLine[], void, undefined> {
  const line = new OpenLine();
  for (let at = from; ;) {
    const piece = Buffer.allocUnsafe(PIECE);
    const { bytesRead } = await handle.read(piece, 0, PIECE, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    onRead(at);
    yield linesIn(piece.subarray(0, bytesRead), line);
  }
  if (line.bytes > 0) yield [line.end(false)];
}

function linesIn(piece: Buffer, open: OpenLine): readonly FileLine[] {
  const lines: FileLine[] = [];
  let start = 0;
  for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
    open.add(piece.subarray(start, end));
    lines.push(open.end(true));
    start = end + 1;
  }
  open.add(piece.subarray(start));
  return lines;
}

/** A line whose end has not come yet. */
class OpenLine {
  bytes = 0;
  #number = 1;
  #kept: Buffer[] = [];
  #keptBytes = 0;

  add(piece: Buffer): void {
    this.bytes += piece.length;
    const room = LONGEST_LINE + 1 - this.#keptBytes;
    if (room <= 0 || piece.length === 0) return;
    const kept = piece.subarray(0, room);
    this.#kept.push(kept);
    this.#keptBytes += kept.length;
  }

  /** `hasNewline`: false for the last line of a file that ends without one. */
  end(hasNewline: boolean): FileLine {
    const [only] = this.#kept;
    const whole = this.#kept.length === 1 && only ? only : Buffer.concat(this.#kept);
    const endsWithReturn = whole.length === this.bytes && whole.at(-1) === RETURN;
    const content = endsWithReturn ? whole.subarray(0, -1) : whole;
    const isLong = this.bytes > LONGEST_LINE;
    // The beginning of a long line may end inside a character.
    const isGood = isUtf8(content) || (isLong && isUtf8(content.subarray(0, lastWhole(content))));
    const line = {
      number: this.#number,
      text: isGood ? content.toString('utf8') : '',
      bytes: this.bytes,
      isUtf8: isGood,
      isDos: endsWithReturn && hasNewline,
    };
    this.#number += 1;
    this.#kept = [];
    this.#keptBytes = 0;
    this.bytes = 0;
    return line;
  }
}

/** Where the last character begins, when it may be cut off. */
function lastWhole(content: Buffer): number {
  let at = content.length;
  while (at > 0 && content.length - at < 4 && ((content[at - 1] ?? 0) & 0xc0) === 0x80) at -= 1;
  return Math.max(0, at - 1);
}
