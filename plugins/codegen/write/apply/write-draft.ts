import type { FileHandle } from 'node:fs/promises';
import { errorCode, type Disk } from '../disk.js';
import type { FileState } from '../file/file-state.js';

export interface Draft {
  readonly bytes: Buffer;
  readonly mode: number | undefined;
  /** Whose owner and group it gets. */
  readonly like: FileState | undefined;
}

/** Writes a new file, and waits until it is on the disk. Rejects when there is one of this name. */
export async function writeDraft(disk: Disk, path: string, { bytes, mode, like }: Draft): Promise<void> {
  const wanted = mode ?? like?.mode;
  // Nobody else reads it before it has the rights of the file. A new one gets what the mask of the process leaves.
  const file = await disk.open(path, 'wx', wanted === undefined ? 0o666 : 0o600);
  try {
    await file.writeFile(bytes);
    const isOwned = like === undefined || (await takeOwner(file, like));
    if (wanted !== undefined) await file.chmod(isOwned ? wanted : wanted & 0o777);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether it has owner and group of the other file now; only root may give files away. */
async function takeOwner(file: FileHandle, { uid, gid }: FileState): Promise<boolean> {
  const own = await file.stat();
  if (own.uid === uid && own.gid === gid) return true;
  const isGiven = await file.chown(uid, gid).then(() => true, notAllowed);
  if (!isGiven && own.gid !== gid) await file.chown(own.uid, gid).catch(notAllowed);
  return isGiven;
}

function notAllowed(error: unknown): false {
  if (errorCode(error) !== 'EPERM') throw error;
  return false;
}
