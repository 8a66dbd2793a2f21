import { GrowingFile } from './growing-file.js';

const MOST_BYTES = 64 * 1024;

/** The last lines of what a training prints, of its last 64 KB, kept from look to look. */
export class LogEnd {
  readonly #file: GrowingFile;
  readonly #most: number;
  #lines: readonly string[] = [];

  constructor(path: string, most: number) {
    this.#file = new GrowingFile(path, MOST_BYTES);
    this.#most = most;
  }

  /** Oldest first; empty where nothing was printed. After a file that was full the lines go on in the next one. */
  async read(): Promise<readonly string[]> {
    for (;;) {
      const { lines, skippedBytes, isAll } = await this.#file.next();
      const before = skippedBytes > 0 ? [] : this.#lines;
      if (lines.length > 0) this.#lines = [...before, ...lines].slice(-this.#most);
      if (isAll) return this.#lines;
    }
  }
}
