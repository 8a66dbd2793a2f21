import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { decodeText } from '../index/walk/decode-text.js';
import { readRegularFile } from '../attach/read-regular-file.js';

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

/** The end of the last line begins no other. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
