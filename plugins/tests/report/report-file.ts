import { constants } from 'node:fs';
import { access, open, readlink, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { writePipe } from './write-pipe.js';

/** Characters that are made before others have their turn, and written at once. */
const pieceChars = 128_000;

/** A file that will be written when the run is over. */
export interface ReportFile {
  /** Absolute; where a link of that name points. */
  readonly path: string;
  /** It replaces what is there; a pipe or a device takes one after the other. */
  readonly isWhole: boolean;
  /** Rejects with `PLUGIN_TESTS_REPORT_FILE`. */
  write(text: Iterable<string>): Promise<void>;
}

/**
 * Looks whether a report can be written there, before what takes long. Rejects with `PLUGIN_TESTS_REPORT_FILE` when it cannot: the folder is
 * missing, it may not be written, or a folder or a socket has the name. What is written appears as a whole, in place of what was there; a link
 * stays one. A pipe is waited for until `signal` is aborted.
 */
export async function reportFile(file: string, cwd: string, signal: AbortSignal): Promise<ReportFile> {
  const given = resolve(cwd, file);
  const found = await stat(given).catch(() => undefined);
  if (found?.isDirectory()) throw refused(file, 'is a folder', 'Give the name of a file.');
  if (found?.isSocket()) throw refused(file, 'is a socket', 'Give the name of a file.');
  // A device or a pipe is written as it is.
  const isPlain = found === undefined || found.isFile();
  const path = isPlain ? await behindLinks(given) : given;
  const folder = dirname(path);
  const isFolder = await stat(folder).then(
    (there) => there.isDirectory(),
    () => false,
  );
  if (!isFolder) throw refused(file, 'cannot be written: its folder does not exist', `Make it first: ${folder}`);
  const mayWrite = (where: string) =>
    access(where, constants.W_OK).then(
      () => true,
      () => false,
    );
  if (!(await mayWrite(isPlain ? folder : path))) throw refused(file, 'may not be written', 'Choose another folder.');
  const write = (text: Iterable<string>) => {
    if (isPlain) return writeWhole(path, text);
    return found.isFIFO() ? writePipe(path, text, signal) : writeInto(path, text);
  };
  return { path, isWhole: isPlain, write: (text) => write(text).catch(failed(file)) };
}

/** Links in a row; a ring of them ends here. */
const mostLinks = 40;

/** The file that is meant, which need not be there yet. */
async function behindLinks(path: string, most = mostLinks): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  const inside = join(folder, basename(path));
  const target = await readlink(inside).catch(() => undefined);
  return target === undefined || most === 0 ? inside : behindLinks(resolve(folder, target), most - 1);
}

async function writeWhole(path: string, text: Iterable<string>): Promise<void> {
  const draft = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    await writeInto(draft, text, 'wx');
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeInto(path: string, text: Iterable<string>, flag = 'w'): Promise<void> {
  const handle = await open(path, flag);
  try {
    await writePieces(handle, text);
  } finally {
    await handle.close();
  }
}

async function writePieces(handle: FileHandle, text: Iterable<string>): Promise<void> {
  let piece: string[] = [];
  let length = 0;
  for (const part of text) {
    piece.push(part);
    length += part.length;
    if (length < pieceChars) continue;
    await handle.writeFile(piece.join(''));
    await nextTurn();
    [piece, length] = [[], 0];
  }
  await handle.writeFile(piece.join(''));
}

function failed(file: string): (error: unknown) => never {
  return (error) => {
    // `ENOSPC: no space left on device, write`: what was called, and our draft, say nothing to people.
    const reason = (error instanceof Error ? error.message : String(error)).replace(/^(E[A-Z0-9]+: [^,]+), .*$/s, '$1');
    throw refused(
      file,
      `could not be written: ${reason}`,
      'Choose another place: with --history the same flag writes the last run there.',
      error,
    );
  };
}

function refused(file: string, what: string, hint: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_REPORT_FILE',
    message: `The report ${file} ${what}.`,
    hint,
    exitCode: ExitCode.unavailable,
    cause,
  });
}
