import { GrowingFile } from './growing-file.js';

/** A program that tells without end: of what is further back nobody hears any more. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The JSON documents of a file, one a line, kept from look to look; a line that was torn by a full disk or a power cut is left out. */
export class ToldLines {
  readonly #file: GrowingFile;
  readonly #most: number;
  #values: object[] = [];
  #known: readonly object[] = [];

  /** `most`: of the last ones so many are kept. */
  constructor(path: string, most: number) {
    this.#file = new GrowingFile(path, MOST_BYTES);
    this.#most = most;
  }

  /** All that are kept, after what was added has been read; the same array as long as nothing is. */
  async read(): Promise<readonly object[]> {
    for (let isChanged = false; ;) {
      const { lines, isAnew, isAll } = await this.#file.next();
      if (isAnew) this.#values = [];
      for (const line of lines) this.#add(line);
      if (this.#values.length > 2 * this.#most) this.#values = this.#values.slice(-this.#most);
      isChanged ||= isAnew || lines.length > 0;
      if (isAll && isChanged) this.#known = this.#values.slice(-this.#most);
      if (isAll) return this.#known;
    }
  }

  #add(line: string): void {
    try {
      const value = JSON.parse(line) as unknown;
      if (typeof value === 'object' && value !== null) this.#values.push(value);
    } catch {
      // Torn.
    }
  }
}
