import { appendFile, rename, stat } from 'node:fs/promises';

const MOST_BYTES = 10 * 1024 * 1024;

/** What a training prints, in a file of at most 10 MB; what was before that is in `<file>.1`, once. */
export class LogFile {
  readonly #path: string;
  #waiting: string[] = [];
  #bytes: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  add(lines: readonly string[]): void {
    this.#waiting.push(...lines);
  }

  /** Writes what waits. Rejects when the disk refuses: then that much is lost. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const text = `${this.#waiting.join('\n')}\n`;
    this.#waiting = [];
    this.#bytes ??= (await stat(this.#path).catch(() => undefined))?.size ?? 0;
    if (this.#bytes > MOST_BYTES) {
      await rename(this.#path, `${this.#path}.1`);
      this.#bytes = 0;
    }
    await appendFile(this.#path, text, { mode: 0o600 });
    this.#bytes += Buffer.byteLength(text);
  }
}
