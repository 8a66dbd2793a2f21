import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from '../index/refresh/path-scope.js';
import { gitFolderOf } from '../index/watch/git-folder.js';
import { breathe, isTurn } from '../index/walk/in-batches.js';
import { isControlFolder, skipFolderByName } from '../index/walk/skip-folder.js';

/** Times of folders and ignore files (absolute paths), which say whether files have come or gone. `undefined`: not there. */
export interface FolderMarks {
  readonly times: ReadonlyMap<string, number | undefined>;
  /** Something changed while it was looked at, so that its time proves nothing. */
  readonly isUnsettled: boolean;
}

export interface FolderMarksOptions {
  readonly root: string;
  /** Milliseconds since the epoch, before the files were listed. */
  readonly startedAt: number;
  readonly signal: AbortSignal;
}

/** Folders without files of the project (empty ones) may get some; of more than this many that is not noticed. */
const mostEmpty = 1_000;
/** Clocks of file systems tick this coarsely, in milliseconds; those that know whole seconds only, in two. */
const fineTick = 20;
const coarseTick = 2_000;

/** Of all folders that files lie in, and of empty ones beside them. Rejects with the signal's reason. */
export async function folderMarks(paths: readonly string[], options: FolderMarksOptions): Promise<FolderMarks> {
  const { root, startedAt, signal } = options;
  const times = new Map<string, number | undefined>();
  const mark = (path: string) => times.set(path, timeOf(path));
  const folders = new Set(paths.flatMap(foldersAbove)).add('');
  const gitFolder = await gitFolderOf(root);
  if (gitFolder !== undefined) for (const name of ['index', 'info/exclude']) mark(join(gitFolder, name));
  let empty = 0;
  let at = 0;
  for (const folder of folders) {
    // Marked before it is read: what comes meanwhile shows.
    mark(join(root, folder));
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isIgnoreFile(entry.name)) mark(join(root, path));
      if (!entry.isDirectory() || folders.has(path) || isLeftOut(entry.name) || empty >= mostEmpty) continue;
      empty += 1;
      folders.add(path);
    }
    if (isTurn(at++)) await breathe(signal);
  }
  return { times, isUnsettled: hasFresh(times.values(), startedAt) };
}

/** Looks at all of them again. Rejects with the signal's reason. */
export async function isUnchanged({ times, isUnsettled }: FolderMarks, signal: AbortSignal): Promise<boolean> {
  if (isUnsettled) return false;
  let at = 0;
  for (const [path, time] of times) {
    if (timeOf(path) !== time) return false;
    if (isTurn(at++)) await breathe(signal);
  }
  return true;
}

/** A time to come is one that no change of now can have. */
function hasFresh(times: Iterable<number | undefined>, startedAt: number): boolean {
  const endedAt = Date.now();
  for (const time of times) {
    if (time === undefined) continue;
    const tick = time % 1000 === 0 ? coarseTick : fineTick;
    if (time > startedAt - tick && time < endedAt + tick) return true;
  }
  return false;
}

function isIgnoreFile(name: string): boolean {
  return name === '.gitignore' || name === '.devmgrignore';
}

function isLeftOut(name: string): boolean {
  return isControlFolder(name) || skipFolderByName(name, true) !== undefined;
}

function timeOf(path: string): number | undefined {
  try {
    return lstatSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
