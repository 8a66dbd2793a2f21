import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readRegularFile } from '../../files/read-regular-file.js';

/** A request may carry a body; nothing that was written here is longer. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The JSON of a file; `undefined` when there is none, or none that can be read. */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readRegularFile(file, MOST_BYTES)) as unknown;
  } catch {
    return undefined;
  }
}

/** Readers see the old or the new content, never a part. For nobody but the person. Rejects with an error of the file system. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    await writeFile(draft, JSON.stringify(value), { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}
