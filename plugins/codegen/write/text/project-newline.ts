import { constants } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Disk } from '../disk.js';
import { decodeText } from './decode-text.js';
import { countEnds, mostFrequent, type Newline } from './line-ends.js';

const mostRead = 12;
const headBytes = 4096;
const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;

/** The line end of a new file: that of its neighbours, first of those of its kind, then of the folders above. */
export async function projectNewline(disk: Disk, realRoot: string, folder: string, name: string): Promise<Newline> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await neighboursNewline(disk, at, extname(name));
    if (found !== undefined || at === realRoot || at === dirname(at)) return found ?? '\n';
  }
}

async function neighboursNewline(disk: Disk, folder: string, ending: string): Promise<Newline | undefined> {
  const entries = await disk.readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const alike = names.filter((name) => extname(name) === ending);
  const others = names.filter((name) => extname(name) !== ending);
  const sum = new Map<Newline, number>();
  for (const name of [...alike, ...others].slice(0, mostRead)) {
    const most = mostFrequent(countEnds(await readHead(disk, join(folder, name))));
    if (most !== undefined) sum.set(most, (sum.get(most) ?? 0) + (extname(name) === ending ? 100 : 1));
  }
  return mostFrequent(sum);
}

/** Empty for what cannot be read and what is no text. */
async function readHead(disk: Disk, file: string): Promise<string> {
  const handle = await disk.open(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch(() => undefined);
  if (!handle) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const { raw } = decodeText(buffer.subarray(0, bytesRead));
    return raw.includes('\0') ? '' : raw;
  } catch {
    return '';
  } finally {
    await handle.close();
  }
}
