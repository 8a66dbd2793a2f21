import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { decodeText } from '../index/walk/decode-text.js';

const mostBytes = 1_000_000;
/** Windows does not have them. A pipe does not make us wait. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 }: Partial<typeof constants> = constants;

/**
 * The text of a file below `root`; `undefined` for what is no text, is too large to be looked at, lies elsewhere (through a
 * link) or is gone.
 */
export async function readProjectFile(root: string, path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) return undefined;
    file = await open(real, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stat = await file.stat();
    return stat.isFile() && stat.size <= mostBytes ? decodeText(await file.readFile()) : undefined;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}
