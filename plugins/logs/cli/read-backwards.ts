import { open } from 'node:fs/promises';

const CHUNK = 256 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a file before byte `end`, where one ends, the last one first, read in pieces so that the end of a long
 * file is cheap.
 */
export async function* readBackwards(path: string, end: number): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    let at = end;
    let rest: Buffer = Buffer.alloc(0);
    let isFirst = true;
    while (at > 0) {
      const size = Math.min(CHUNK, at);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, at - size);
      at -= size;
      const block = Buffer.concat([buffer.subarray(0, bytesRead), rest]);
      const head = at === 0 ? 0 : block.indexOf(NEWLINE) + 1;
      if (at > 0 && head === 0) {
        rest = block;
        continue;
      }
      const lines = block.toString('utf8', head).split('\n');
      if (isFirst) lines.pop();
      isFirst = false;
      // The newline that ends the last line of this block was cut off with the block behind it.
      for (const line of lines.toReversed()) yield line;
      rest = block.subarray(0, Math.max(0, head - 1));
    }
  } finally {
    await file.close();
  }
}

/** Where the last whole line before byte `size` ends: what is behind it is still being written. */
export async function endOfWholeLines(path: string, size: number): Promise<number> {
  const file = await open(path, 'r');
  try {
    for (let end = size; end > 0;) {
      const length = Math.min(CHUNK, end);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, end - length);
      const at = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (at !== -1) return end - length + at + 1;
      end -= length;
    }
    return 0;
  } finally {
    await file.close();
  }
}
