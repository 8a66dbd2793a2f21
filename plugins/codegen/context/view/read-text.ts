import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Of a file that is read at all: what is larger is data. */
const mostBytes = 512_000;

/** Windows does not have them. A pipe does not make us wait. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 }: Partial<typeof constants> = constants;

/**
 * The text of a file below `root` (which has no links in it), with `\n` and without a byte order mark. Bytes that are no UTF-8 are taken as
 * Latin-1. `undefined` for what is no text, larger than half a megabyte, elsewhere (through a link), no file, or gone. Never rejects.
 */
export async function readText(root: string, path: string): Promise<string | undefined> {
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
    const file = await open(real, constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size > mostBytes) return undefined;
      return decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  return decodeBytes(bytes).replace(/\r\n?/g, '\n');
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
