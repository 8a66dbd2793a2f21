import * as promises from 'node:fs/promises';

/** What the writer needs of a file system. Narrow, so that specs can let every single call fail. */
export type Disk = Pick<
  typeof promises,
  | 'access'
  | 'link'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readdir'
  | 'readFile'
  | 'readlink'
  | 'realpath'
  | 'rename'
  | 'rm'
  | 'rmdir'
  | 'symlink'
  | 'unlink'
>;

export const realDisk: Disk = promises;

/** `ENOENT` and its like; `undefined` for what is no error of the system. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
