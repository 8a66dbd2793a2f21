import { lstat, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { folderFiles } from './folder-files.js';

/** Takes a model's folder away, or the link to it, and its owner's when that is empty then. Resolves to the bytes that are free again. */
export async function removeModelFolder(dir: string): Promise<number> {
  if ((await lstat(dir)).isSymbolicLink()) {
    await unlink(dir);
    return 0;
  }
  const bytes = (await folderFiles(dir)).reduce((sum, { size, isLink }) => sum + (isLink ? 0 : size), 0);
  await rm(dir, { recursive: true });
  await rmdir(dirname(dir)).catch(() => undefined);
  return bytes;
}
