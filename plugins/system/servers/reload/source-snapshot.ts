import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { SourceFilter } from './source-filter.js';

/** A larger one is compared by its size and time. */
const LARGEST_READ = 2 * 1024 * 1024;
const AT_ONCE = 16;

/** What the watched files hold, by a digest of each: a file that is only touched, or saved as it was, has not changed. */
export class SourceSnapshot {
  readonly #filter: SourceFilter;
  readonly #digests = new Map<string, string>();

  constructor(filter: SourceFilter) {
    this.#filter = filter;
  }

  /** Compares files with what they held; resolves to those that are other, new or gone, and remembers them as they are. */
  async refresh(files: Iterable<string>): Promise<readonly string[]> {
    const changed: string[] = [];
    const left = [...files];
    const work = async () => {
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        const digest = this.#filter.isSource(file) ? await digestOf(file) : undefined;
        if (digest === this.#digests.get(file)) continue;
        changed.push(file);
        if (digest === undefined) this.#digests.delete(file);
        else this.#digests.set(file, digest);
      }
    };
    const order = new Map([...left].map((file, index) => [file, index]));
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return changed.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  }

  /** Of these files those that were written after `since`, milliseconds since the epoch. */
  async writtenAfter(files: Iterable<string>, since: number): Promise<readonly string[]> {
    const written: string[] = [];
    for (const file of files) {
      const mtimeMs = await stat(file).then(
        (found) => found.mtimeMs,
        () => 0,
      );
      // The clock has whole milliseconds, file systems have parts of them.
      if (mtimeMs > since + 1) written.push(file);
    }
    return written;
  }

  /** The files of a folder and of those in it, with those that were there before. */
  async filesOf(folder: string): Promise<ReadonlySet<string>> {
    const inside = folder.endsWith(sep) ? folder : folder + sep;
    const found = new Set([...this.#digests.keys()].filter((file) => file.startsWith(inside)));
    for (const folders = [folder]; folders.length > 0;) {
      const next = folders.pop() ?? '';
      for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
        const path = join(next, entry.name);
        if (entry.isDirectory()) {
          if (this.#filter.isOpen(path)) folders.push(path);
        } else if (this.#filter.isSource(path)) found.add(path);
      }
    }
    return found;
  }
}

async function digestOf(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return undefined;
    if (found.size > LARGEST_READ) return `${found.size} ${found.mtimeMs}`;
    return createHash('sha1')
      .update(await readFile(file))
      .digest('base64');
  } catch {
    return undefined;
  }
}
