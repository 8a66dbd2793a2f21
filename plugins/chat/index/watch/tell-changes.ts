import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeenChanges } from './pending-changes.js';
import type { WatchEvent } from './watch-event.js';

export interface TellOptions {
  readonly root: string;
  readonly maxBatch: number;
  readonly isWanted: (path: string) => boolean;
  /** Of folders, absolute. */
  readonly isOpen: (path: string) => boolean;
}

/**
 * Makes an event of what was seen, by what is on the disk now; `undefined`: nothing of it matters. `replaced`: a folder
 * is another one than before, and what is in it is neither known nor watched.
 */
export async function tellChanges(
  seen: SeenChanges,
  options: TellOptions,
): Promise<WatchEvent | 'replaced' | undefined> {
  const { because, renamed, changed, newFolders, goneFolders } = seen;
  if (because !== undefined) return { kind: 'everything', because };
  const files = [...renamed, ...changed, ...(await filesIn(newFolders, options))].filter(options.isWanted);
  const kinds = await kindsOf(new Set([...renamed, ...files, ...goneFolders]), options.root);
  const isFolder = (path: string) => kinds.get(path) === 'folder';
  const again = [...renamed, ...goneFolders].filter(
    (path) => isFolder(path) && options.isOpen(join(options.root, path)),
  );
  if (again.some((path) => !newFolders.has(path))) return 'replaced';
  // The new one is watched, but nobody has told what was in the old one.
  if (again.some((path) => goneFolders.has(path))) return { kind: 'everything', because: 'many' };
  const gone = new Set([...goneFolders].filter((path) => !kinds.has(path)));
  const paths = new Set([...files, ...gone].filter((path) => !isFolder(path) && !liesIn(gone, path)));
  if (paths.size === 0) return undefined;
  if (paths.size > options.maxBatch) return { kind: 'everything', because: 'many' };
  return { kind: 'paths', paths: [...paths].sort() };
}

/** Of the folders themselves: each folder in them is told as a new one, too. */
async function filesIn(folders: ReadonlySet<string>, { root }: TellOptions): Promise<readonly string[]> {
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
    }),
  );
  return found.flat();
}

/** Of those that are there. */
async function kindsOf(paths: ReadonlySet<string>, root: string): Promise<ReadonlyMap<string, 'folder' | 'file'>> {
  const found = await Promise.all(
    [...paths].map(async (path) => {
      const stats = await lstat(join(root, path)).catch(() => undefined);
      return stats ? [[path, stats.isDirectory() ? 'folder' : 'file'] as const] : [];
    }),
  );
  return new Map(found.flat());
}

function liesIn(folders: ReadonlySet<string>, path: string): boolean {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}
