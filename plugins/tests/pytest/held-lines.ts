import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const headBytes = 8;

/**
 * Lines of the channel that the process `pid` has not sent yet; they are sent later as well. In `held-<pid>`, see `held.py`.
 * Never rejects; none when there is no such file, or while it changes.
 */
export async function heldLines(folder: string, pid: number): Promise<readonly string[]> {
  const path = join(folder, `held-${pid}`);
  const first = await readHeld(path);
  if (!first) return [];
  // The count of the last line is another one each time: when it is still the same, nothing was changed while it was read.
  const again = await readHeld(path);
  if (!again || first.compare(again, 0, headBytes, 0, headBytes) !== 0) return [];
  const length = first.readUInt32LE(4);
  return first
    .toString('latin1', headBytes, headBytes + length)
    .split('\n')
    .slice(0, -1);
}

async function readHeld(path: string): Promise<Buffer | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes && bytes.length > headBytes && bytes.readUInt32LE(0) > 0 ? bytes : undefined;
}
