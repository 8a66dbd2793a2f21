import { errorCode, type Disk } from '../disk.js';

/** Removes a name, if there is one. */
export async function unlinkIfThere(disk: Disk, path: string): Promise<void> {
  try {
    await disk.unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && !(await isMissing(disk, path))) throw error;
  }
}

/** A read-only disk says that it is one before it looks whether there is something to remove. */
async function isMissing(disk: Disk, path: string): Promise<boolean> {
  return disk.lstat(path).then(
    () => false,
    (error: unknown) => errorCode(error) === 'ENOENT',
  );
}
