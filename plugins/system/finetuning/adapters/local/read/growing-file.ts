import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** What was added to a file since the last look. */
export interface Added {
  /** Whole ones, oldest first; a line that has no end yet comes with a later look. */
  readonly lines: readonly string[];
  /** The file is another one than before, or there was none: what was known of it does not count any more. */
  readonly isAnew: boolean;
  /** What was passed over, in bytes, for there was too much of it. */
  readonly skippedBytes: number;
  /** There is no more for now. */
  readonly isAll: boolean;
}

const NOTHING: Added = { lines: [], isAnew: false, skippedBytes: 0, isAll: true };

/** Reads only what was added to a file since the last look, in pieces. One that was replaced or cut is read from its beginning. */
export class GrowingFile {
  readonly #path: string;
  readonly #mostBytes: number;
  #inode: number | undefined;
  #at = 0;
  /** The line at this place has lost its beginning. */
  #isTorn = false;

  /** `mostBytes`: so far behind the end it may be; what was before that is passed over. */
  constructor(path: string, mostBytes: number) {
    this.#path = path;
    this.#mostBytes = mostBytes;
  }

  /** From now on: what is in the file already is not read. Never rejects. */
  async skipAll(): Promise<void> {
    await this.#opened(async (_, { size, ino }) => {
      this.#inode = ino;
      this.#at = size;
      this.#isTorn = false;
      return NOTHING;
    });
  }

  /** One piece of what was added. Never rejects: a file that is not there has nothing. */
  async next(): Promise<Added> {
    return this.#opened(async (file, stats) => {
      const isAnew = this.#begin(stats);
      const skippedBytes = this.#skip(stats.size);
      if (this.#at === stats.size) return { ...NOTHING, isAnew };
      const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, stats.size - this.#at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#at);
      const from = this.#at;
      const lines = this.#take(buffer.subarray(0, bytesRead));
      return { lines, isAnew, skippedBytes, isAll: from + bytesRead >= stats.size || this.#at === from };
    });
  }

  async #opened(read: (file: FileHandle, stats: Stats) => Promise<Added>): Promise<Added> {
    try {
      // A pipe at its place would keep us waiting for ever.
      await using file = await open(this.#path, constants.O_RDONLY | constants.O_NONBLOCK);
      const stats = await file.stat();
      return stats.isFile() ? await read(file, stats) : NOTHING;
    } catch {
      return NOTHING;
    }
  }

  #begin({ ino, size }: Stats): boolean {
    if (ino === this.#inode && size >= this.#at) return false;
    this.#inode = ino;
    this.#at = 0;
    this.#isTorn = false;
    return true;
  }

  #skip(size: number): number {
    const from = Math.max(this.#at, size - this.#mostBytes);
    const skipped = from - this.#at;
    this.#at = from;
    this.#isTorn ||= skipped > 0;
    return skipped;
  }

  #take(bytes: Buffer): readonly string[] {
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    // What is longer than a piece is no line of anybody's.
    const isEndless = end === 0 && bytes.length === CHUNK_BYTES;
    this.#at += isEndless ? bytes.length : end;
    const lines = end === 0 ? [] : bytes.toString('utf8', 0, end - 1).split('\n');
    const whole = this.#isTorn ? lines.slice(1) : lines;
    this.#isTorn = isEndless || (this.#isTorn && end === 0);
    return whole;
  }
}
