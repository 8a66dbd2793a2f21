import { join } from 'node:path';
import { errorCode, type Disk } from '../disk.js';

/** Why a folder stays: something is in it, it is gone, it became something else. */
const stays = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EBUSY', 'EACCES', 'EPERM', 'EROFS'];

/** Removes folders that are empty. `folders` from the root. */
export async function removeFolders(disk: Disk, realRoot: string, folders: Iterable<string>): Promise<void> {
  const deepestFirst = [...new Set(folders)].sort((a, b) => b.split('/').length - a.split('/').length);
  for (const folder of deepestFirst) {
    const path = join(realRoot, folder);
    const real = await disk.realpath(path).catch(() => undefined);
    // A link has come into the way.
    if (real !== path) continue;
    await disk.rmdir(path).catch((error: unknown) => {
      if (!stays.includes(errorCode(error) ?? '')) throw error;
    });
  }
}

/** The folders that are made for a place, from the root, outermost first. */
export function madeFolders(place: { readonly path: string; readonly missing: readonly string[] }): readonly string[] {
  const parts = place.path.split('/').slice(0, -1);
  return place.missing.map((_, at) => parts.slice(0, parts.length - place.missing.length + at + 1).join('/'));
}
