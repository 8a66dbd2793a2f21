import { join } from 'node:path';
import { errorCode, type Disk } from '../disk.js';

/** Why a folder stays: something is in it, it is gone, it became something else. */
const stays = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EBUSY', 'EACCES', 'EPERM', 'EROFS', 'ELOOP'];

/** Removes folders that are empty. `folders` from the root. */
export async function removeFolders(disk: Disk, realRoot: string, folders: Iterable<string>): Promise<void> {
  const deepestFirst = [...new Set(folders)].sort((a, b) => b.split('/').length - a.split('/').length);
  for (const folder of deepestFirst) {
    const path = join(realRoot, folder);
    // Else a link has come into the way.
    const isThere = await disk.realpath(path).then((real) => real === path, unlessStays);
    if (isThere === true) await disk.rmdir(path).catch(unlessStays);
  }
}

function unlessStays(error: unknown): void {
  if (!stays.includes(errorCode(error) ?? '')) throw error;
}

/** The folders that are made for a place, from the root, outermost first. */
export function madeFolders(place: { readonly path: string; readonly missing: readonly string[] }): readonly string[] {
  const parts = place.path.split('/').slice(0, -1);
  return place.missing.map((_, at) => parts.slice(0, parts.length - place.missing.length + at + 1).join('/'));
}
