import { watch, type FSWatcher } from 'node:fs';
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from 'devmgr/plugin-api';

/**
 * Reads the lines that pytest appends to `events.jsonl` when it has lost the pipe, while they are written.
 * The file appears only when it is needed.
 */
export class EventFile implements Disposable {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  readonly #watcher: FSWatcher;
  #offset = 0;
  #rest = '';
  #reading: Promise<void> = Promise.resolve();

  /** Watches `folder`, which must exist. */
  constructor(folder: string, path: string, onLine: (line: string) => void) {
    this.#path = path;
    this.#onLine = onLine;
    this.#watcher = watch(folder, () => void this.readNew());
    // Without notifications the file is still read at the end.
    this.#watcher.on('error', () => this.#watcher.close());
  }

  /** Delivers every complete line that is in the file now. Never rejects. */
  readNew(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#read()).catch(() => undefined);
    return this.#reading;
  }

  dispose(): void {
    this.#watcher.close();
  }

  async #read(): Promise<void> {
    const file = await open(this.#path, 'r');
    try {
      const buffer = Buffer.alloc(65_536);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#offset);
        if (bytesRead === 0) return;
        this.#offset += bytesRead;
        this.#takeLines(this.#decoder.write(buffer.subarray(0, bytesRead)));
      }
    } finally {
      await file.close();
    }
  }

  #takeLines(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line);
  }
}
