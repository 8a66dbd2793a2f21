import { closeSync, openSync, readSync } from 'node:fs';

/** Files of /proc say that they are empty, so `readFileSync` takes 64 KiB for each of them: reading a table of processes would be garbage of megabytes. */
let buffer = Buffer.allocUnsafeSlow(8 * 1024);

/** The bytes of a small file of /proc as latin1; `undefined` when it is gone or another user's. */
export function readProcFile(path: string): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const end = readWhole(file);
    return buffer.toString('latin1', 0, end);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Reads into the shared buffer; returns how many bytes there are. */
function readWhole(file: number): number {
  let end = 0;
  for (;;) {
    const count = readSync(file, buffer, end, buffer.length - end, null);
    if (count === 0) return end;
    end += count;
    if (end === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
  }
}
