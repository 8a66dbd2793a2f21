import type { Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { errorCode, type Disk } from '../disk.js';
import { diskFailure, refused } from '../refusal.js';
import { assertNames, assertNewNames, isInside, parsePath, type Roots } from './parse-path.js';
import { assertNoTwin } from './same-name.js';

/** Where a file is, or would be. */
export interface Place {
  /** From the root, with `/`, links followed. */
  readonly path: string;
  /** The nearest folder that is there: absolute, without links. */
  readonly folder: string;
  /** Folders below it that are to be made, outermost first. */
  readonly missing: readonly string[];
  readonly name: string;
  readonly exists: boolean;
}

/**
 * Finds the place of a path. Links are followed where they stay inside the project. Rejects with a `DevmgrError` for everything
 * that is not to be written: see `ProjectWriter.read`.
 */
export async function findPlace(disk: Disk, roots: Roots, path: string): Promise<Place> {
  const parts = parsePath(roots, path);
  try {
    return await walk(disk, roots.realRoot, parts);
  } catch (error) {
    throw diskFailure(error, parts.join('/'));
  }
}

async function walk(disk: Disk, root: string, parts: readonly string[]): Promise<Place> {
  let at = root;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const shown = parts.slice(0, index + 1).join('/');
    const found = await look(disk, root, join(at, part), shown);
    if (!found) return newPlace(disk, { root, folder: at, rest: parts.slice(index) });
    assertKind(found.stat, shown, isLast);
    if (isLast) return oldPlace(disk, root, found.real);
    at = found.real;
  }
  throw refused('That is no name of a file');
}

/** What a path is without links; `undefined`: nothing. */
async function look(disk: Disk, root: string, path: string, shown: string) {
  const stat = await disk.lstat(path).catch(missing);
  if (!stat?.isSymbolicLink()) return stat && { stat, real: path };
  const real = await disk.realpath(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw refused(`${shown} is a link to something that is gone`, undefined, error);
    throw error;
  });
  if (real !== root && !isInside(root, real)) throw refused(`${shown} leads out of the project`);
  return { stat: await disk.lstat(real), real };
}

function missing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}

function assertKind(stat: Stats, shown: string, isLast: boolean): void {
  if (isLast && stat.isDirectory()) throw refused(`${shown} is a folder`);
  if (isLast && !stat.isFile())
    throw refused(`${shown} is no plain file`, 'Devices, pipes and sockets are left alone.');
  if (!isLast && !stat.isDirectory()) throw refused(`${shown} is a file, no folder`);
}

async function oldPlace(disk: Disk, root: string, file: string): Promise<Place> {
  // A disk that takes upper and lower case as the same says how the name is written.
  const real = await disk.realpath(file);
  if (!isInside(root, real)) throw refused(`${relative(root, file)} leads out of the project`);
  const parts = relative(root, real).split(sep);
  assertNames(parts);
  const name = parts.at(-1) ?? '';
  return { path: parts.join('/'), folder: real.slice(0, -name.length - 1), missing: [], name, exists: true };
}

interface NewPlace {
  readonly root: string;
  readonly folder: string;
  readonly rest: readonly string[];
}

async function newPlace(disk: Disk, { root, folder, rest }: NewPlace): Promise<Place> {
  const [first = ''] = rest;
  const parts = [...relative(root, folder).split(sep), ...rest].filter((part) => part !== '');
  assertNames(parts);
  assertNewNames(rest);
  await assertNoTwin(disk, folder, first);
  return { path: parts.join('/'), folder, missing: rest.slice(0, -1), name: rest.at(-1) ?? '', exists: false };
}
