import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';

export type ReadOutcome =
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      /** From the root, with `/`: another one where a folder on the way is a link. */
      readonly realPath: string;
      readonly size: number;
      readonly mtimeMs: number;
    }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  /** There is no file (any more). */
  | { readonly kind: 'gone' };

/** A pipe must not be waited for. On Windows the two are undefined, which counts as 0. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const goneCodes: readonly unknown[] = ['ENOENT', 'ENOTDIR'];

/**
 * Reads a file of the project as a whole. It may be another than when it was listed: links, what lies outside of `root` (a
 * real path) by now, what is no file, and more than `maxBytes` are not read. A file that changes meanwhile is read once more;
 * then size and time are those before reading, so that the next refresh reads it again.
 */
export function readSourceFile(root: string, path: string, maxBytes: number): ReadOutcome {
  try {
    return (
      readOnce(root, path, { maxBytes, acceptsChange: false }) ??
      readOnce(root, path, { maxBytes, acceptsChange: true }) ?? { kind: 'gone' }
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return goneCodes.includes(code) ? { kind: 'gone' } : { kind: 'skipped', reason: 'unreadable' };
  }
}

interface ReadOptions {
  readonly maxBytes: number;
  readonly acceptsChange: boolean;
}

/** `undefined`: it changed. Throws errors of the file system. */
function readOnce(root: string, path: string, { maxBytes, acceptsChange }: ReadOptions): ReadOutcome | undefined {
  const isLink = lstatSync(join(root, path)).isSymbolicLink();
  const real = realpathSync.native(join(root, path));
  if (!isInside(root, real)) return { kind: 'skipped', reason: 'link-outside' };
  // Its target has a path of its own.
  if (isLink) return { kind: 'gone' };
  const descriptor = openSync(real, openFlags);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { kind: 'gone' };
    // A folder on the way may have become a link since.
    if (!isStillThere(real, stats)) return undefined;
    if (stats.size > maxBytes) return { kind: 'skipped', reason: 'too-large' };
    const bytes = readBytes(descriptor, stats.size);
    if (!acceptsChange && hasChanged(descriptor, stats, bytes)) return undefined;
    const { size, mtimeMs } = stats;
    return { kind: 'read', bytes, realPath: relative(root, real).split(sep).join('/'), size, mtimeMs };
  } finally {
    closeSync(descriptor);
  }
}

function isInside(root: string, real: string): boolean {
  return real.startsWith(root.endsWith(sep) ? root : root + sep);
}

function isStillThere(real: string, { dev, ino }: Stats): boolean {
  if (realpathSync.native(real) !== real) return false;
  const now = statSync(real);
  return now.dev === dev && now.ino === ino;
}

/** So many bytes, fewer when the file has become shorter. */
function readBytes(descriptor: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function hasChanged(descriptor: number, stats: Stats, bytes: Uint8Array): boolean {
  const now = fstatSync(descriptor);
  return bytes.length !== stats.size || now.size !== stats.size || now.mtimeMs !== stats.mtimeMs;
}
