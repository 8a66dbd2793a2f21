import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const MOST_BYTES = 2 * 1024 * 1024;

/** The text of a regular file of at most 2 MB; `undefined` for anything else. To open a pipe would wait for somebody who writes into it. */
export async function readRegularFile(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    return stats.isFile() && stats.size <= MOST_BYTES ? await file.readFile('utf8') : undefined;
  } catch {
    return undefined;
  }
}
