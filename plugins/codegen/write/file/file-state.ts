import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { errorCode, type Disk } from '../disk.js';
import type { OpenFolder } from '../place/open-folder.js';
import { refused } from '../refusal.js';
import { hashOf } from './hash-of.js';

/** In bytes. */
export const largestFile = 50_000_000;

/** A file as it was read. */
export interface FileState {
  readonly bytes: Buffer;
  /** Of the bytes. */
  readonly version: string;
  /** With the bits for set-user-id and its like. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Tells whether the file is still the one that was read, without reading it again. */
  readonly mark: string;
}

// Without O_NONBLOCK, opening a pipe that took the file's place would wait for somebody who writes into it.
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Reads a file of an open folder; `undefined`: there is none. Rejects for links, for what is no plain file, and for more than 50 MB. */
export async function readState(disk: Disk, folder: OpenFolder, name: string): Promise<FileState | undefined> {
  const file = await disk.open(folder.at(name), flags).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) === 'ELOOP') throw refused(`${name} became a link in this moment`, 'Try again.', error);
    if (errorCode(error) === 'ENXIO') throw refused(`${name} is no plain file`, undefined, error);
    throw error;
  });
  if (!file) return undefined;
  try {
    return await readOpened(file, name);
  } finally {
    await file.close();
  }
}

async function readOpened(file: FileHandle, name: string): Promise<FileState> {
  const stat = await file.stat({ bigint: true });
  if (!stat.isFile()) throw refused(`${name} is no plain file`);
  if (stat.size > largestFile) throw refused(`${name} is larger than 50 MB`, 'Write it by other means.');
  const bytes = await file.readFile();
  if (bytes.length > largestFile) throw refused(`${name} is larger than 50 MB`, 'Write it by other means.');
  return {
    bytes,
    version: await hashOf(bytes),
    mode: Number(stat.mode) & 0o7777,
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    mark: markOf(stat),
  };
}

/** Of a file: equal as long as nobody wrote into it or put another in its place. */
export function markOf(stat: { readonly ino: bigint; readonly size: bigint; readonly mtimeNs: bigint }): string {
  return `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}
