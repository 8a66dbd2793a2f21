import { join } from 'node:path';
import { DiskFolders, isGone } from './disk-folders.js';
import type { FolderEntries, FolderSource } from './folder-entries.js';
import { isPlainPath } from './is-plain-path.js';
import { QuickStat } from './quick-stat.js';

interface Listed {
  readonly files: Set<string>;
  readonly folders: Set<string>;
  readonly repositories: Set<string>;
}

/**
 * Folders as git lists them. A path that leaves the root, or is not written as git writes paths, is not taken. What is listed
 * without `/` and is a folder is a submodule: from there on the disk is looked at.
 */
export class ListedFolders implements FolderSource {
  readonly #folders = new Map<string, Listed>([['', newListed()]]);
  readonly #disk: DiskFolders;

  constructor(
    readonly root: string,
    listed: Iterable<string>,
    readonly stat = new QuickStat(),
  ) {
    this.#disk = new DiskFolders(root);
    for (const path of listed) if (isPlainPath(path)) this.#add(path);
  }

  async entries(folder: string): Promise<FolderEntries | 'unreadable' | undefined> {
    const listed = this.#folders.get(folder);
    if (listed === undefined) return this.#disk.entries(folder);
    try {
      if (folder !== '' && !(await this.stat.of(join(this.root, folder.slice(0, -1)))).isDirectory()) return undefined;
    } catch (error) {
      return isGone(error) ? undefined : 'unreadable';
    }
    return { files: [...listed.files], folders: [...listed.folders], repositories: [...listed.repositories] };
  }

  #add(path: string): void {
    const isRepository = path.endsWith('/');
    const plain = isRepository ? path.slice(0, -1) : path;
    const cut = plain.lastIndexOf('/') + 1;
    const parent = this.#folder(plain.slice(0, cut));
    (isRepository ? parent.repositories : parent.files).add(plain.slice(cut));
  }

  #folder(path: string): Listed {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const listed = newListed();
    this.#folders.set(path, listed);
    const cut = path.lastIndexOf('/', path.length - 2) + 1;
    this.#folder(path.slice(0, cut)).folders.add(path.slice(cut, -1));
    return listed;
  }
}

function newListed(): Listed {
  return { files: new Set(), folders: new Set(), repositories: new Set() };
}
