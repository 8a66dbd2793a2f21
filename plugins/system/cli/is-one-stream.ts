import { fstatSync } from 'node:fs';

/** Whether stdout and stderr are one: a terminal, or the same pipe or file (`2>&1`). */
export function isOneStream(): boolean {
  try {
    const [out, error] = [fstatSync(1), fstatSync(2)];
    return out.dev === error.dev && out.ino === error.ino;
  } catch {
    // One of them is closed.
    return false;
  }
}
