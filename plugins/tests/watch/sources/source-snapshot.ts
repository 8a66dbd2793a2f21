import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { SourceFilter } from './source-filter.js';

/** A larger one is compared by its size and time. */
const LARGEST_READ = 2 * 1024 * 1024;
const AT_ONCE = 16;

/** What the watched files hold, by a digest of each: a file that is only touched, or saved as it was, has not changed. Paths are absolute. */
export class SourceSnapshot {
  readonly #filter: SourceFilter;
  readonly #digests = new Map<string, string>();

  constructor(filter: SourceFilter) {
    this.#filter = filter;
  }

  /** Every file that is there, with a digest of what it holds. */
  get digests(): ReadonlyMap<string, string> {
    return this.#digests;
  }

  /** Compares files with what they held; resolves to those that are other, new or gone, in the order given, and remembers them as they are. */
  async refresh(files: Iterable<string>): Promise<readonly string[]> {
    const order = [...files];
    const changed = new Set<string>();
    let next = 0;
    const work = async () => {
      for (let file = order[next++]; file !== undefined; file = order[next++]) {
        const digest = this.#filter.isSource(file) ? await digestOf(file) : undefined;
        if (digest === this.#digests.get(file)) continue;
        changed.add(file);
        if (digest === undefined) this.#digests.delete(file);
        else this.#digests.set(file, digest);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return order.filter((file) => changed.has(file));
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
