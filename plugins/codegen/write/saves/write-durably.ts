import { constants } from 'node:fs';
import { dirname } from 'node:path';
import type { Disk } from '../disk.js';

/** Writes a file of devmgr's own, whole or not at all; only the person may read it. It is on the disk afterwards. */
export async function writeDurably(disk: Disk, file: string, content: Buffer | string): Promise<void> {
  const draft = `${file}.tmp`;
  try {
    const handle = await disk.open(draft, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(draft, file);
  } catch (error) {
    await disk.rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(disk, dirname(file));
}

/** As far as the disk can do it for folders. */
export async function syncFolder(disk: Disk, dir: string): Promise<void> {
  try {
    const handle = await disk.open(dir, constants.O_RDONLY | constants.O_DIRECTORY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // What is not known to be on the disk is looked at again after a crash.
  }
}
