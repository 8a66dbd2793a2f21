import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Descriptions of models have kilobytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The text of a regular file of at most `mostBytes` (16 MB), else ''. A pipe at its place would keep whoever opens it waiting for ever, and then not even a
 * signal ends the process.
 */
export async function readRegularFile(path: string, mostBytes = MOST_BYTES): Promise<string> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    return stats.isFile() && stats.size <= mostBytes ? await file.readFile('utf8') : '';
  } catch {
    return '';
  }
}
