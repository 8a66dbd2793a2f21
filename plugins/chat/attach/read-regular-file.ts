import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Windows does not have it. A pipe does not make us wait. */
const { O_NONBLOCK = 0 }: Partial<typeof constants> = constants;

/** What is there instead of a file that can be read. */
export type NoFile = 'folder' | 'no-file' | { readonly tooLarge: number };

/** The bytes of a file, or what hinders; `tooLarge` is its size. Throws errors of the file system. */
export async function readRegularFile(path: string, mostBytes: number): Promise<Uint8Array | NoFile> {
  const file = await open(path, constants.O_RDONLY | O_NONBLOCK);
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
