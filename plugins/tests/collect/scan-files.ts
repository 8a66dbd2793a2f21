import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ofEachFile } from './of-each-file.js';

/** Folders in which nobody keeps tests: as pytest's `norecursedirs`, and what tools write. */
const skipped = /^(\..*|.*\.egg|.*\.egg-info|_darcs|build|CVS|dist|node_modules|venv|__pycache__|site-packages)$/;
/** Files beside Python's that decide what pytest collects. */
const settingsFile = /^(pytest\.ini|\.pytest\.ini|pyproject\.toml|setup\.cfg|tox\.ini)$/;
/** A folder that holds more is no project: a home, a disk. */
const mostFiles = 200_000;
/** Asked at once: the threads of Node are shared with others. */
const atOnce = 16;

/**
 * Python files of a project and those with settings of pytest, from its root with `/`: to each when it was changed last (milliseconds) and how long it is.
 * `also`: files whatever their name. Environments are left out, links to folders are not followed. Rejects when `signal` is aborted.
 */
export async function scanFiles(
  root: string,
  also: Iterable<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Set(also);
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined && paths.size < mostFiles; folder = folders.pop()) {
    signal.throwIfAborted();
    const entries = await entriesOf(join(root, folder));
    if (folder !== '' && entries.some(({ name }) => name === 'pyvenv.cfg')) continue;
    for (const entry of entries) {
      if (entry.isDirectory() && !skipped.test(entry.name)) folders.push(`${folder}${entry.name}/`);
      if (!entry.isDirectory() && isOfInterest(entry.name)) paths.add(folder + entry.name);
    }
  }
  return stampsOf(root, [...paths].sort(), signal);
}

/** Stamps of some files; those that are not there are left out. */
export async function stampsOf(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  return ofEachFile(paths, (path) => stampOf(join(root, path)), { atOnce, signal });
}

/** When a file of this stamp was changed last, in milliseconds since the epoch. */
export function changedAt(stamp: string): number {
  return Number.parseFloat(stamp);
}

function isOfInterest(name: string): boolean {
  return name.endsWith('.py') || settingsFile.test(name);
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? `${found.mtimeMs} ${found.size}` : undefined;
}
