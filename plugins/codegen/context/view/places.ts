import { posix } from 'node:path';

/** The folder of a path, with `/` at the end; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folder of a path and those above it, nearest first, each empty or with `/` at the end. */
export function foldersUp(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    folders.push(path.slice(0, end + 1));
    if (end === 0) break;
  }
  return [...folders, ''];
}

/** The name of a file without its endings: `orders.test.ts` gives `orders`. */
export function stemOf(path: string): string {
  const name = posix.basename(path);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}

/** What a module is called beside its mark of privacy: `_auth.py` gives `auth`, `__init__.py` stays. */
export function publicName(path: string): string {
  const stem = stemOf(path);
  return stem.startsWith('__') ? stem : stem.replace(/^_/, '');
}

/** How many steps lie between two files: up from one to the folder they share, and down to the other. */
export function distance(a: string, b: string): number {
  const [one, other] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one[shared] === other[shared]) shared += 1;
  return one.length + other.length - 2 * shared;
}

/** Files that lie right in a folder. */
export function filesIn(folder: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path.startsWith(folder) && !path.includes('/', folder.length));
}
