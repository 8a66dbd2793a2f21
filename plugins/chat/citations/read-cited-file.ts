import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { decodeText } from '../index/walk/decode-text.js';
import { readRegularFile } from '../attach/read-regular-file.js';
import { linesOf } from './lines-of.js';

const mostBytes = 4_000_000;

/** The lines of a file below `root`; `undefined` for what is no text, too large, lies elsewhere (through a link) or is gone. */
export async function readCitedFile(root: string, path: string): Promise<readonly string[] | undefined> {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) return undefined;
    const bytes = await readRegularFile(real, mostBytes);
    const text = bytes instanceof Uint8Array ? decodeText(bytes) : undefined;
    return text === undefined ? undefined : linesOf(text);
  } catch {
    return undefined;
  }
}
