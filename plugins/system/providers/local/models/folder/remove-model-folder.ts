import { lstat, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockFile } from '../pull/pull-lock.js';
import { folderFiles } from './folder-files.js';

/** Takes a model's folder away, or the link to it, and its owner's when that is empty then. Resolves to the bytes that are free again. */
export async function removeModelFolder(dir: string): Promise<number> {
  const isLink = (await lstat(dir)).isSymbolicLink();
  const files = isLink ? [] : (await folderFiles(dir)).filter((file) => !file.isLink && file.path !== lockFile);
  await (isLink ? unlink(dir) : rm(dir, { recursive: true }));
  await rmdir(dirname(dir)).catch(() => undefined);
  return files.reduce((sum, { size }) => sum + size, 0);
}
