import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Windows does not have them. A pipe does not make us wait. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 }: Partial<typeof constants> = constants;

/** What is there instead of a file that can be read. */
export type NoFile = 'folder' | 'no-file' | { readonly tooLarge: number };

/**
 * The bytes of a file, or what hinders; `tooLarge` is its size. Throws errors of the file system, also for a link where
 * `followsLink` is not set.
 */
export async function readRegularFile(
  path: string,
  mostBytes: number,
  { followsLink = true }: { readonly followsLink?: boolean } = {},
): Promise<Uint8Array | NoFile> {
  const file = await openUnlessNoFile(path, followsLink ? 0 : O_NOFOLLOW);
  if (file === 'no-file') return file;
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) return 'folder';
    if (!stat.isFile()) return 'no-file';
    if (stat.size > mostBytes) return { tooLarge: stat.size };
    const bytes = await file.readFile();
    return bytes.length > mostBytes ? { tooLarge: bytes.length } : bytes;
  } finally {
    await file.close();
  }
}

/** Sockets, and devices that nothing answers for, cannot even be opened. */
async function openUnlessNoFile(path: string, flags: number): Promise<FileHandle | 'no-file'> {
  try {
    return await open(path, constants.O_RDONLY | O_NONBLOCK | flags);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['ENXIO', 'EOPNOTSUPP', 'ENODEV'].includes(code)) return 'no-file';
    throw error;
  }
}
