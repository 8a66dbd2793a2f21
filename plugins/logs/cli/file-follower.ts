import { open, stat } from 'node:fs/promises';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { parseLogRecord } from './log-record.js';
import { mergeByTime } from './merge-by-time.js';

const CHUNK = 1024 * 1024;

/** Reads what is added to a set of files. A file that follows a full one is a new file of the set. */
export class FileFollower {
  /** Bytes of each file that were read. */
  readonly #read: Map<string, number>;
  /** The beginning of a line whose end is not written yet. */
  readonly #rest = new Map<string, Buffer>();

  /** `read`: where to go on in files that were read before; others are read from their beginning. */
  constructor(read: ReadonlyMap<string, number>) {
    this.#read = new Map(read);
  }

  /** Entries that came since the last call, merged by time. */
  async poll(files: readonly string[]): Promise<readonly LogEntry[]> {
    for (const path of this.#read.keys()) if (!files.includes(path)) this.#forget(path);
    return mergeByTime(await Promise.all(files.map((path) => this.#added(path))));
  }

  async #added(path: string): Promise<LogEntry[]> {
    const size = (await stat(path).catch(() => undefined))?.size ?? 0;
    // A file that became shorter was replaced.
    if (size < (this.#read.get(path) ?? 0)) this.#forget(path);
    const entries: LogEntry[] = [];
    for (let from = this.#read.get(path) ?? 0; from < size; from = this.#read.get(path) ?? size) {
      const block = await readBlock(path, from, Math.min(CHUNK, size - from));
      if (block.length === 0) break;
      this.#read.set(path, from + block.length);
      for (const line of this.#lines(path, block)) {
        const entry = parseLogRecord(line);
        if (entry) entries.push(entry);
      }
    }
    return entries;
  }

  #lines(path: string, block: Buffer): readonly string[] {
    const whole = Buffer.concat([this.#rest.get(path) ?? Buffer.alloc(0), block]);
    const end = whole.lastIndexOf(0x0a) + 1;
    this.#rest.set(path, whole.subarray(end));
    return end === 0 ? [] : whole.toString('utf8', 0, end - 1).split('\n');
  }

  #forget(path: string): void {
    this.#read.delete(path);
    this.#rest.delete(path);
  }
}

/** Empty when the file is gone. */
async function readBlock(path: string, from: number, size: number): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return Buffer.alloc(0);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
