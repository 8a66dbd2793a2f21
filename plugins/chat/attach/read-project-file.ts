import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { decodeText } from '../index/walk/decode-text.js';
import { readRegularFile } from './read-regular-file.js';

/**
 * The text of a file below `root`; `undefined` for what is no text, is larger than `mostBytes`, lies elsewhere (through a
 * link) or is gone.
 */
export async function readProjectFile(root: string, path: string, mostBytes: number): Promise<string | undefined> {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) return undefined;
    const bytes = await readRegularFile(real, mostBytes, { followsLink: false });
    return bytes instanceof Uint8Array ? decodeText(bytes) : undefined;
  } catch {
    return undefined;
  }
}
