import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { damageMarkOf } from './damage-mark.js';

/** The database first: who opens it in between finds none, and none of its parts with a new one. */
const parts = ['', '-wal', '-shm'];

/**
 * Renames a damaged database to `<path>.broken-<n>`, its log and shared memory with it; earlier ones are deleted. The caller
 * holds the lock. Gives the new path, `undefined` if there was nothing.
 */
export async function putAside(path: string): Promise<string | undefined> {
  const kept = await brokenOnes(path);
  const aside = `${path}.broken-${1 + Math.max(0, ...kept.map(({ number }) => number))}`;
  const isThere = await renameIfThere(path, aside);
  for (const part of parts.slice(1)) {
    if (isThere) await renameIfThere(path + part, aside + part);
    else await rm(path + part, { force: true });
  }
  await rm(damageMarkOf(path), { force: true });
  if (!isThere) return undefined;
  for (const { file } of kept) await rm(file, { force: true });
  return aside;
}

async function brokenOnes(path: string): Promise<readonly { readonly file: string; readonly number: number }[]> {
  const prefix = `${basename(path)}.broken-`;
  const names = await readdir(dirname(path));
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+(-wal|-shm)?$/.test(name.slice(prefix.length)))
    .map((name) => ({ file: join(dirname(path), name), number: Number.parseInt(name.slice(prefix.length), 10) }));
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
