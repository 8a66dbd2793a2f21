import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderEntries, FolderSource } from './folder-entries.js';

/** Folders as they are on the disk. Links are not followed; sockets, pipes and devices are as if they were not there. */
export class DiskFolders implements FolderSource {
  constructor(readonly root: string) {}

  async entries(folder: string): Promise<FolderEntries | 'unreadable' | undefined> {
    try {
      const path = join(this.root, folder.slice(0, -1));
      const isFolder = folder === '' || (await lstat(path)).isDirectory();
      if (!isFolder) return undefined;
      const entries = await readdir(path, { withFileTypes: true });
      return {
        files: entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map((entry) => entry.name),
        folders: entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
      };
    } catch (error) {
      return isGone(error) ? undefined : 'unreadable';
    }
  }
}

/** Whether an error of the file system says that nothing is there. */
export function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
