import { readFileSync } from 'node:fs';
import type { Memento } from 'devmgr/plugin-api';
import { writeAtomic } from './write-atomic.js';

/**
 * Small values in one JSON file. What another devmgr wrote under other keys is kept: the file is read again
 * before each write. An unreadable file counts as empty.
 */
export class MementoFile implements Memento {
  readonly #file: string;
  #values: Record<string, unknown> | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  get(key: string): unknown {
    this.#values ??= readJson(this.#file);
    return this.#values[key];
  }

  set(key: string, value: unknown): Promise<void> {
    this.#values = { ...(this.#values ?? readJson(this.#file)), [key]: value };
    const write = async () => {
      await writeAtomic(this.#file, `${JSON.stringify({ ...readJson(this.#file), [key]: value }, undefined, 1)}\n`);
    };
    const written = this.#queue.then(write);
    this.#queue = written.catch(() => undefined);
    return written;
  }

  /** Settles when everything that was set is on disk. */
  flush(): Promise<void> {
    return this.#queue;
  }
}

function readJson(file: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
