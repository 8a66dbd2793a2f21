import { isAbsolute, relative, resolve, sep } from 'node:path';
import { refused } from '../refusal.js';

/** In bytes, of one part of a path: what ext4, xfs, btrfs, apfs and ntfs take. */
const longestName = 255;
/** In bytes, of a path from the root: what Linux takes of an absolute one, with some left for the root. */
const longestPath = 3_500;

/** What some file systems do not count when they compare names (HFS+): zero-width characters and marks of direction. */
const uncounted = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** Taken for an option, for the home folder, for a drive or a stream of another file, or, with a dot at the end, for another name. */
const oddName = /^-|^~$|:|\.$/;
const oddHint = 'Choose one without : that neither begins with - nor ends with a dot.';

/** Folders that a path may be given below: the project's root as the person calls it, and as it is without links. */
export interface Roots {
  readonly root: string;
  readonly realRoot: string;
}

/**
 * The parts of a path from the project's root, by its letters alone: links are not looked at. `path` from the root or absolute.
 * Rejects with a `DevmgrError` what is no name of a file, leaves the project or belongs to git.
 */
export function parsePath({ root, realRoot }: Roots, path: string): readonly string[] {
  if (path.includes('\0')) throw refused('A path cannot hold a NUL character');
  if (path.trim() === '' || /\/\.{0,2}$/.test(path)) throw refused(`${path.trim() || 'Nothing'} is no name of a file`);
  const base = isAbsolute(path) && !isInside(realRoot, resolve(path)) ? root : realRoot;
  const file = resolve(base, path);
  if (file === base) throw refused(`${path} is no name of a file`);
  if (!isInside(base, file)) throw refused(`${path} is outside the project`);
  const parts = relative(base, file).split(sep);
  assertNames(parts);
  return parts;
}

/** Whether `path` lies below `folder`; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Rejects what belongs to git, and names that no disk takes. */
export function assertNames(parts: readonly string[]): void {
  const path = parts.join('/');
  if (parts.some(isGitFolder)) throw refused(`${path} belongs to git`);
  const [first = ''] = parts;
  // A shell means the home folder; a folder of this name is sooner or later removed together with everything in it.
  if (first.startsWith('~') && parts.length > 1) throw refused(`${first} is the folder of a person`);
  if (Buffer.byteLength(path) > longestPath) throw refused(`${path.slice(0, 40)}… is too long for a path`);
  const long = parts.find((part) => Buffer.byteLength(part) > longestName);
  if (long !== undefined) throw refused(`${long.slice(0, 40)}… is too long for a name: ${longestName} bytes at most`);
}

/** `.git` as git guards it: in upper case, with characters that are not counted, and on Windows' disks by its short name and with a stream. */
function isGitFolder(part: string): boolean {
  return /^(?:\.git|git~\d)(?:[. ]*|:.*)$/i.test(part.replaceAll(uncounted, ''));
}

/** Rejects names that no person gives to a new file. */
export function assertNewNames(parts: readonly string[]): void {
  const path = parts.join('/');
  if (/\p{Cc}/u.test(path)) throw refused('A name with control characters is not given to a new file');
  if (/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(path))
    throw refused('A name with hidden characters is not given to a new file');
  if (path.includes('\\')) throw refused(`${path} has backslashes`, 'Write the folders with / between them.');
  const blank = parts.find((part) => part.trim() !== part);
  if (blank !== undefined) throw refused(`“${blank}” begins or ends with a blank`, 'Leave the blank away.');
  const odd = parts.find((part) => oddName.test(part));
  if (odd !== undefined) throw refused(`“${odd}” is no name for a new file`, oddHint);
}
