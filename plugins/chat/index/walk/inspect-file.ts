import type { Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { SkippedFile } from '../store/index-store.js';
import { isGone } from './disk-folders.js';
import type { CandidateFile } from './project-files.js';
import { QuickStat } from './quick-stat.js';

export interface InspectOptions {
  /** Without links in it: `realpath`. */
  readonly root: string;
  readonly maxFileBytes: number;
  /** Of many files, so that it learns how fast the disk is. */
  readonly stat?: QuickStat;
}

/**
 * What is at a path, without opening it. `undefined`: nothing that is read (it is gone, a pipe, a socket, a device, or a link
 * into the project, whose target has a path of its own). Never rejects.
 */
export async function inspectFile(
  path: string,
  options: InspectOptions,
): Promise<CandidateFile | SkippedFile | 'folder' | undefined> {
  try {
    const stat = await (options.stat ?? new QuickStat()).of(join(options.root, path));
    if (stat.isDirectory()) return 'folder';
    return stat.isSymbolicLink() ? await inspectLink(path, options.root) : judgeStat(path, stat, options.maxFileBytes);
  } catch (error) {
    return isGone(error) ? undefined : { path, reason: 'unreadable' };
  }
}

/** The same for a path that somebody else names: also the folders on the way to it must not be links. */
export async function inspectChangedFile(
  path: string,
  options: InspectOptions,
): Promise<CandidateFile | SkippedFile | undefined> {
  const folder = dirname(join(options.root, path));
  const real = await realpath(folder).catch(() => undefined);
  if (real !== folder || !isInside(options.root, folder)) return undefined;
  const found = await inspectFile(path, options);
  return found === 'folder' ? undefined : found;
}

function judgeStat(path: string, stat: Stats, maxFileBytes: number): CandidateFile | SkippedFile | undefined {
  if (!stat.isFile()) return undefined;
  if (stat.size > maxFileBytes) return { path, reason: 'too-large' };
  return { path, size: stat.size, mtimeMs: stat.mtimeMs };
}

/** A link that goes nowhere or round in circles leaves nothing. */
async function inspectLink(path: string, root: string): Promise<SkippedFile | undefined> {
  try {
    return isInside(root, await realpath(join(root, path))) ? undefined : { path, reason: 'link-outside' };
  } catch (error) {
    const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
    return isGone(error) || isLoop ? undefined : { path, reason: 'unreadable' };
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^(?:[a-z]:|[\\/])/i.test(way);
}
