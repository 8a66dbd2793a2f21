import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, type Disk } from '../disk.js';
import { refused } from '../refusal.js';
import type { Place } from './find-place.js';

const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * A folder that is held open. Names in it are reached through the open folder, not through its path (Linux: /proc/self/fd,
 * proc(5)), so that nobody can put a link in its way meanwhile.
 */
export class OpenFolder {
  readonly #handle: FileHandle;
  readonly #isHeld: boolean;

  private constructor(
    /** Absolute, without links. */
    readonly path: string,
    handle: FileHandle,
    isHeld: boolean,
  ) {
    this.#handle = handle;
    this.#isHeld = isHeld;
  }

  /** Opens the folder of a place; those that are missing are made. Rejects when it is no longer where it was. */
  static async of(disk: Disk, { folder, missing }: Place): Promise<OpenFolder> {
    let open = await OpenFolder.#open(disk, folder, folder);
    for (const name of missing) {
      const outer = open;
      try {
        await disk.mkdir(outer.at(name)).catch(unlessThere);
        await outer.sync();
        open = await OpenFolder.#open(disk, outer.at(name), join(outer.path, name));
      } finally {
        await outer.close();
      }
    }
    return open;
  }

  static async #open(disk: Disk, way: string, path: string): Promise<OpenFolder> {
    const handle = await disk.open(way, flags);
    try {
      const held = await disk.readlink(`/proc/self/fd/${handle.fd}`).catch(() => undefined);
      const real = held ?? (await disk.realpath(path));
      if (real !== path) throw refused(`${path} was moved in this moment`, 'Try again.');
      return new OpenFolder(path, handle, held !== undefined);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** A path for calls of the system. */
  at(name: string): string {
    return join(this.#isHeld ? `/proc/self/fd/${this.#handle.fd}` : this.path, name);
  }

  /** What was renamed, made and removed in it is on the disk afterwards. */
  async sync(): Promise<void> {
    await this.#handle.sync().catch((error: unknown) => {
      // Disks that cannot do it for folders say so in these words.
      if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EBADF'].includes(errorCode(error) ?? '')) throw error;
    });
  }

  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

function unlessThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}
