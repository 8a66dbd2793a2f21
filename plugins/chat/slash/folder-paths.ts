import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** A folder with more is none where somebody looks for a name. */
const mostNames = 2_000;
/** A folder is read again after that many milliseconds. */
const freshMs = 3_000;
const mostFolders = 50;

/** Paths below the folder that is typed, as far as it has been read: what is not known is there at the next key. */
export class FolderPaths {
  readonly #root: string;
  readonly #now: () => number;
  readonly #folders = new Map<string, { readonly at: number; names: readonly string[] }>();

  /** `root`: where relative paths begin. */
  constructor(root: string, now: () => number) {
    this.#root = root;
    this.#now = now;
  }

  /** `typed`: `~/Doc`, `/etc/`, `../notes`. Folders end with `/`. */
  of(typed: string): readonly string[] {
    const end = typed.lastIndexOf('/') + 1;
    if (end === 0) {
      // What is typed next is probably one of these.
      this.#read('~/');
      return [];
    }
    const folder = typed.slice(0, end);
    const isHidden = typed.startsWith('.', end);
    const paths = this.#read(folder)
      .filter((name) => isHidden || !name.startsWith('.'))
      .map((name) => folder + name);
    const first = paths.find((path) => path.endsWith('/') && path.startsWith(typed));
    if (typed.length > end && first !== undefined) this.#read(first);
    return paths;
  }

  #read(folder: string): readonly string[] {
    const known = this.#folders.get(folder);
    if (known && this.#now() - known.at < freshMs) return known.names;
    const entry = { at: this.#now(), names: known?.names ?? [] };
    if (this.#folders.size >= mostFolders) this.#folders.clear();
    this.#folders.set(folder, entry);
    namesIn(resolve(this.#root, folder.replace(/^~(?=\/)/, homedir()))).then(
      (names) => void (entry.names = names),
      // A folder that cannot be read has no names to offer.
      () => undefined,
    );
    return entry.names;
  }
}

/** Names with blanks would be two words of a command. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .slice(0, mostNames)
    .filter(({ name }) => !/\s/.test(name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}
