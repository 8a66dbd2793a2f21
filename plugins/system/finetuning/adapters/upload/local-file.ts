import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';

/** Of a file this much is read at once, in bytes. */
const PIECE = 256 * 1024;

/** A file on this machine as it was when it was looked at. */
export interface LocalFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly mtimeMs: number;
}

/** Rejects with a `DevmgrError` when there is no such file, or nothing in it. */
export async function lookAtFile(path: string): Promise<LocalFile> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!found.isFile()) throw bad(`${path} is no file`, 'Choose a file');
  if (found.size === 0) throw bad(`${path} is empty`, 'Write examples into it, JSON objects one a line');
  return { path, name: basename(path), bytes: found.size, mtimeMs: found.mtimeMs };
}

/**
 * The bytes from `from` up to `to` (exclusive), in pieces of which none is used again. Throws a `DevmgrError` when the file is no longer
 * what it was.
 */
export async function* readPieces(
  file: LocalFile,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  const handle = await open(file.path).catch((error: unknown) => {
    throw unreadable(file.path, error);
  });
  try {
    for (let at = from; at < to;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, to - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      if (bytesRead === 0) throw changed(file);
      at += bytesRead;
      // Before the last piece is given away: a file that was written to must not arrive as if it were whole.
      if (at >= to) await mustBeSame(file, handle);
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function mustBeSame(file: LocalFile, handle: FileHandle): Promise<void> {
  const now = await handle.stat();
  if (now.size !== file.bytes || now.mtimeMs !== file.mtimeMs) throw changed(file);
}

function changed({ path }: LocalFile): DevmgrError {
  return bad(`${path} was changed while it was sent`, 'Create the job again when nothing writes to the file');
}

function unreadable(path: string, cause: unknown): DevmgrError {
  const { code } = cause as NodeJS.ErrnoException;
  const what = code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : 'cannot be read';
  return bad(`${path} ${what}`, 'Choose a file that can be read', cause);
}

function bad(message: string, hint: string, cause?: unknown): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, cause });
}
