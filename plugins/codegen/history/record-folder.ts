import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one record: each is written once or replaced as a whole, so that two devmgr cannot undo what the other wrote. */
const parts = ['generation', 'head', 'saved', 'texts', 'tests', 'edited'] as const;
export type RecordPart = (typeof parts)[number];

/** What is older was left by a devmgr that was killed while writing. */
const staleMs = 3_600_000;

const endings: Readonly<Record<RecordPart, string>> = {
  generation: '.json',
  head: '.head.json',
  saved: '.saved.json',
  texts: '.texts.json',
  tests: '.tests.json',
  edited: '.edited.json',
};

/** A folder with the records of generations: plain files, one JSON document each, for nobody but the person. */
export class RecordFolder {
  readonly #path: string;

  /** `path` need not exist. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Names of the records that are there, in no order. Empty where there is no folder. */
  async names(): Promise<readonly string[]> {
    const ending = endings.head;
    const files = await this.#files();
    return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
  }

  /** The JSON in it; `undefined`: there is no such file. Rejects with a `SyntaxError` or an error of the file system. */
  async read(name: string, part: RecordPart): Promise<unknown> {
    const text = await readFile(this.#file(name, part), 'utf8').catch(orMissing);
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  }

  /** Readers see the old or the new content, never a part. */
  async write(name: string, part: RecordPart, value: unknown): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    const file = this.#file(name, part);
    const draft = `${file}.${process.pid}.${randomUUID().slice(0, 8)}.tmp`;
    try {
      await writeFile(draft, JSON.stringify(value), { mode: 0o600, flag: 'wx' });
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** The head first: what has none is no record. */
  async remove(name: string): Promise<void> {
    await rm(this.#file(name, 'head'), { force: true });
    await Promise.all(parts.map((part) => rm(this.#file(name, part), { force: true })));
  }

  /** One of its files, where it is there. */
  async removePart(name: string, part: RecordPart): Promise<void> {
    await rm(this.#file(name, part), { force: true });
  }

  /** Of all its files together, in bytes. */
  async size(name: string): Promise<number> {
    const stats = await Promise.all(parts.map((part) => stat(this.#file(name, part)).catch(orMissing)));
    return stats.reduce((sum, each) => sum + (each?.size ?? 0), 0);
  }

  /** Deletes what was left half-written. `now`: milliseconds since the epoch, by the clock of the file system. */
  async sweep(now: number): Promise<void> {
    const drafts = (await this.#files()).filter((file) => file.endsWith('.tmp')).map((file) => join(this.#path, file));
    for (const draft of drafts) {
      const found = await stat(draft).catch(orMissing);
      if (found && now - found.mtimeMs > staleMs) await rm(draft, { force: true });
    }
  }

  async #files(): Promise<readonly string[]> {
    return (await readdir(this.#path).catch(orMissing)) ?? [];
  }

  #file(name: string, part: RecordPart): string {
    return join(this.#path, `${name}${endings[part]}`);
  }
}

/** The name of the record with an id: the id where it can be a file's name. */
export function recordName(id: string): string {
  const isName = /^[a-z0-9][a-z0-9_-]{0,99}$/.test(id);
  return isName ? id : `x${createHash('sha256').update(id).digest('hex')}`;
}

function orMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}
