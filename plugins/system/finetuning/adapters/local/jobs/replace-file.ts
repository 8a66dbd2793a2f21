import { rename, rm, writeFile } from 'node:fs/promises';

let counter = 0;

/** Writes a file as a whole: whoever reads sees the old or the new one. For the person only. Rejects when the disk refuses. */
export async function replaceFile(path: string, text: string): Promise<void> {
  counter += 1;
  const made = `${path}.${process.pid}-${counter}.new`;
  try {
    await writeFile(made, text, { mode: 0o600, flag: 'wx' });
    await rename(made, path);
  } catch (error) {
    await rm(made, { force: true }).catch(() => undefined);
    throw error;
  }
}
