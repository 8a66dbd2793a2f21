import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderIsLink } from '../model-errors.js';

/**
 * Makes the folders of a path below `root`. Nothing is written behind a link: rejects with `DEVMGR_STORAGE_FAILED` when a step
 * is one.
 */
export async function makeFolders(root: string, path: string): Promise<string> {
  await mkdir(root, { recursive: true });
  let dir = root;
  for (const name of path.split('/')) {
    dir = join(dir, name);
    await mkdir(dir).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    if ((await lstat(dir)).isSymbolicLink()) throw folderIsLink(dir);
  }
  return dir;
}
