import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, readlink, rm, symlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inParallel } from './in-parallel.js';
import type { TreeEntry } from './scan-project.js';

type FileEntry = Extract<TreeEntry, { kind: 'file' }>;

/** A file of the copy: what it was copied from, and what it was like right after. */
interface CopiedFile {
  readonly from: FileEntry;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** What is in a copy. Kept between two updates. */
export type CopiedFiles = Map<string, CopiedFile>;

export interface SyncOptions {
  readonly signal: AbortSignal;
  onProgress?(progress: { readonly done: number; readonly total: number }): void;
}

/** Compiled code of what did not change; the files of what did are dropped where those are written. */
const kept = '__pycache__';
const most = 16;

/**
 * Makes a folder the same as what was scanned: copies what is new or differs, removes what is not there, takes back what tests wrote.
 * Reflinks where the file system can. Gives whether anything of the project was other than at the last time.
 */
export async function syncCopy(
  root: string,
  copy: string,
  entries: readonly TreeEntry[],
  copied: CopiedFiles,
  { signal, onProgress }: SyncOptions,
): Promise<boolean> {
  const wanted = new Map(entries.map((entry) => [entry.path, entry]));
  await removeOthers(copy, '', wanted, signal);
  for (const entry of entries) {
    if (entry.kind === 'folder') await mkdir(join(copy, entry.path), { recursive: true });
  }
  let done = 0;
  let hasChanged = false;
  const rest = entries.filter((entry) => entry.kind !== 'folder');
  for (const path of copied.keys()) {
    if (wanted.get(path)?.kind !== 'file') hasChanged = copied.delete(path);
  }
  await inParallel(rest, { most, signal }, async (entry) => {
    if (entry.kind === 'link') await relink(copy, entry.path, entry.to);
    else if (await copyIfOther(root, copy, entry, copied)) hasChanged = true;
    done += 1;
    onProgress?.({ done, total: rest.length });
  });
  return hasChanged;
}

async function removeOthers(
  copy: string,
  folder: string,
  wanted: ReadonlyMap<string, TreeEntry>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  for (const entry of await readdir(join(copy, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const kind = wanted.get(path)?.kind;
    const isSame = entry.isDirectory() ? kind === 'folder' : entry.isSymbolicLink() ? kind === 'link' : kind === 'file';
    if (isSame && kind === 'folder') await removeOthers(copy, path, wanted, signal);
    else if (!isSame && entry.name !== kept) await rm(join(copy, path), { recursive: true, force: true });
  }
}

async function relink(copy: string, path: string, to: string): Promise<void> {
  const place = join(copy, path);
  if ((await readlink(place).catch(() => undefined)) === to) return;
  await rm(place, { recursive: true, force: true });
  await symlink(to, place);
}

/** Gives whether the project's file is another one than last time. */
async function copyIfOther(root: string, copy: string, from: FileEntry, copied: CopiedFiles): Promise<boolean> {
  const before = copied.get(from.path);
  const isSame = before !== undefined && isSameFile(before.from, from);
  if (isSame && (await isUntouched(join(copy, from.path), before))) return false;
  try {
    await copyOne(root, copy, from, copied);
  } catch (error) {
    if (!isGone(error)) throw error;
    copied.delete(from.path);
  }
  return !isSame;
}

const isSameFile = (a: FileEntry, b: FileEntry) =>
  a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;

async function isUntouched(place: string, { from, mtimeMs, ctimeMs }: CopiedFile): Promise<boolean> {
  const stats = await lstat(place).catch(() => undefined);
  return stats !== undefined && stats.size === from.size && stats.mtimeMs === mtimeMs && stats.ctimeMs === ctimeMs;
}

async function copyOne(root: string, copy: string, from: FileEntry, copied: CopiedFiles): Promise<void> {
  const place = join(copy, from.path);
  await rm(place, { recursive: true, force: true });
  await forgetCompiled(place);
  await copyFile(join(root, from.path), place, constants.COPYFILE_FICLONE);
  await utimes(place, from.mtimeMs / 1000, from.mtimeMs / 1000);
  const { mtimeMs, ctimeMs } = await lstat(place);
  copied.set(from.path, { from, mtimeMs, ctimeMs });
}

/** It went away since it was seen, or may not be read: tests would not get it either. */
const isGone = (error: unknown) => ['ENOENT', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Removes what Python compiled of a file. It trusts second and size of the source, which two answers within a second may share.
 */
export async function forgetCompiled(place: string): Promise<void> {
  if (!place.endsWith('.py')) return;
  const folder = join(dirname(place), kept);
  // With its dot: `orders.`
  const stem = place.slice(place.lastIndexOf('/') + 1, -'py'.length);
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.filter((name) => name.startsWith(stem)).map((name) => rm(join(folder, name), { force: true })),
  );
}
