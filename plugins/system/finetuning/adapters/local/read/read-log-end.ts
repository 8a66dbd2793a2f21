import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const MOST_BYTES = 64 * 1024;

/** The last whole lines of a file, at most `count` of its last 64 KB, oldest first. Empty where there is no regular file. */
export async function readLogEnd(path: string, count: number): Promise<readonly string[]> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (!stats.isFile()) return [];
    const from = Math.max(0, stats.size - MOST_BYTES);
    const buffer = Buffer.alloc(stats.size - from);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    // What is being written has no end yet, and what was cut off has no beginning.
    return lines.slice(from > 0 ? 1 : 0, -1).slice(-count);
  } catch {
    return [];
  }
}
