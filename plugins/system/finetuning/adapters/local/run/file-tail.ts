import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

const CHUNK_BYTES = 64 * 1024;
const MOST_CHUNKS = 16;
const LONGEST_LINE = 64 * 1024;

/** Lines that are added to a file, each time it is asked. The file need not exist yet; one that was made anew is read from its beginning. */
export class FileTail {
  readonly #path: string;
  #at = 0;
  #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** Whole lines only, at most a megabyte at a time; `isLast`: also one without an end. Never rejects. */
  async next(isLast = false): Promise<readonly string[]> {
    try {
      // A pipe at its place would keep us waiting for ever.
      await using file = await open(this.#path, constants.O_RDONLY | constants.O_NONBLOCK);
      const stats = await file.stat();
      const size = stats.isFile() ? stats.size : 0;
      if (size < this.#at) this.#begin();
      const buffer = Buffer.alloc(CHUNK_BYTES);
      for (let chunk = 0; chunk < MOST_CHUNKS && this.#at < size; chunk += 1) {
        const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, this.#at);
        if (bytesRead === 0) break;
        this.#at += bytesRead;
        this.#rest += this.#decoder.write(buffer.subarray(0, bytesRead));
      }
    } catch {
      // Not there yet, or gone.
    }
    return this.#take(isLast);
  }

  #take(isLast: boolean): readonly string[] {
    const lines = this.#rest.split('\n');
    const rest = isLast ? '' : (lines.pop() ?? '');
    // A line without an end is no line of anybody's protocol.
    this.#rest = rest.length > LONGEST_LINE ? '' : rest;
    return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
  }

  #begin(): void {
    this.#at = 0;
    this.#rest = '';
    this.#decoder = new StringDecoder('utf8');
  }
}
