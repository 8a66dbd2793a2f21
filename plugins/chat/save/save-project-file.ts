import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';

export interface SaveTarget {
  /** From the project's root, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly exists: boolean;
}

/**
 * Where a text would be saved: `path` from the root, absolute, or with `~/`. Rejects with `PLUGIN_CHAT_SAVE` for a place outside the project, also through a link, for a folder,
 * and for git's own files.
 */
export async function findSaveTarget(root: string, path: string): Promise<SaveTarget> {
  const realRoot = await realpath(root);
  const file = resolve(realRoot, await withHome(path.trim()));
  const shown = relative(realRoot, file).split(sep).join('/');
  if (path.trim() === '' || shown === '' || /[\\/]$/.test(path.trim())) throw refused('That is no name of a file');
  if (!isInside(realRoot, file)) throw refused(`${path} is outside the project`);
  if (/^~[^/]*\//.test(shown)) throw refused(`${shown.split('/')[0]} is the folder of a person`);
  if (shown.split('/').includes('.git')) throw refused(`${shown} belongs to git`);
  const folder = await existingFolder(dirname(file));
  if (!isInside(realRoot, folder) && folder !== realRoot) throw refused(`${shown} leads out of the project`);
  const stat = await lstat(file).catch(() => undefined);
  if (stat?.isDirectory()) throw refused(`${shown} is a folder`);
  if (stat && !stat.isFile()) throw refused(`${shown} is no plain file`);
  return { path: shown, file, exists: stat !== undefined };
}

/**
 * Writes all of it or nothing: a file that is there is replaced in one step where `overwrite` is set, and keeps its mode; else it
 * rejects with `PLUGIN_CHAT_SAVE`, also when it came meanwhile.
 */
export async function saveProjectFile(target: SaveTarget, text: string, overwrite: boolean): Promise<void> {
  const { file, path } = target;
  await mkdir(dirname(file), { recursive: true });
  const before = await lstat(file).catch(() => undefined);
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    await writeWhole(draft, text, before?.mode);
    if (overwrite) await rename(draft, file);
    else await link(draft, file);
  } catch (error) {
    throw told(error, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeWhole(file: string, text: string, before: number | undefined): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    // The mask of the process does not count for a file that was there.
    if (before !== undefined) await handle.chmod(before & 0o777);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** `~` is the home folder, as in a shell; without links, as the root is. */
async function withHome(path: string): Promise<string> {
  if (!/^~(?:[\\/]|$)/.test(path)) return path;
  const home = await realpath(homedir()).catch(() => homedir());
  return join(home, path.slice(1));
}

/** The nearest folder above that is there, as it is without links. */
async function existingFolder(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined || at === dirname(at)) return real ?? at;
  }
}

function told(error: unknown, path: string): DevmgrError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return refused(`${path} exists already`);
  if (code === 'EACCES' || code === 'EPERM') return refused(`${path} may not be written`, error);
  return refused(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`, error);
}

function refused(message: string, cause?: unknown): DevmgrError {
  const hint = 'Choose another path inside the project, such as app/routers/refunds.py.';
  return new DevmgrError({ code: 'PLUGIN_CHAT_SAVE', message, hint, cause });
}
