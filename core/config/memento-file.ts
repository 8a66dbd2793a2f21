import { readFileSync, statSync } from 'node:fs';
import type { Memento } from 'devmgr/plugin-api';
import { writeAtomic } from './write-atomic.js';

/**
 * Small values in one JSON file. What another devmgr wrote is seen, and kept under other keys: the file is read again
 * when it has changed and before each write. An unreadable file counts as empty.
 */
export class MementoFile implements Memento {
  readonly #file: string;
  #values: Record<string, unknown> | undefined;
  /** Of the file that `#values` were read from. */
  #version = '';
  #writing = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  get(key: string): unknown {
    return this.#read()[key];
  }

  set(key: string, value: unknown): Promise<void> {
    this.#values = { ...this.#read(), [key]: value };
    this.#writing += 1;
    const write = async () => {
      await writeAtomic(this.#file, `${JSON.stringify({ ...readJson(this.#file), [key]: value }, undefined, 1)}\n`);
    };
    const written = this.#queue.then(write);
    this.#queue = written.catch(() => undefined).then(() => void (this.#writing -= 1));
    return written;
  }

  /** While something is being written, what was set counts. */
  #read(): Record<string, unknown> {
    const version = this.#writing > 0 ? this.#version : versionOf(this.#file);
    if (this.#values === undefined || version !== this.#version) this.#values = readJson(this.#file);
    this.#version = version;
    return this.#values;
  }

  /** Settles when everything that was set is on disk. */
  flush(): Promise<void> {
    return this.#queue;
  }
}

/** Another one after every write: those put a new file in the place of the old one. */
function versionOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats ? `${stats.ino} ${stats.mtimeNs} ${stats.size}` : 'none';
}

function readJson(file: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
