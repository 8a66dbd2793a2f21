import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve, sep } from 'node:path';
import type { DevmgrError } from 'devmgr/plugin-api';
import { usageError } from './usage-error.js';

export interface TextAttachment {
  readonly title: string;
  readonly text: string;
}

export interface AttachmentRules {
  /** Where a relative path begins. */
  readonly from: string;
  /** Whether a file of this path commonly holds secrets. */
  isSecret(path: string): boolean;
}

/** More than any model reads. */
const mostBytes = 2_000_000;
/** Windows has none. A pipe does not make us wait. */
const { O_NONBLOCK = 0 }: Partial<typeof constants> = constants;

/**
 * A text file that is shown to the model beside the prompt, titled as the person wrote it. Rejects with a usage error for what cannot be: nothing
 * there, a folder, a device, no text, too large, or a file of secrets, also behind a link with a harmless name.
 */
export async function readAttachment(written: string, { from, isSecret }: AttachmentRules): Promise<TextAttachment> {
  const full = resolve(from, written.replace(/^~(?=\/|$)/, homedir()));
  const real = await realpath(full).catch((error: unknown) => {
    throw unreadable(written, error);
  });
  if ([full, real].some((path) => isSecret(path.split(sep).join('/'))))
    throw usageError(`${written} holds keys or passwords`, 'Such files are sent to nobody.');
  const bytes = await bytesOf(real, written);
  if (bytes.length === 0) throw usageError(`${written} is empty`, 'Attach a file with something in it.');
  return { title: written, text: decoded(bytes, written) };
}

async function bytesOf(path: string, written: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | O_NONBLOCK);
    const stat = await file.stat();
    if (!stat.isFile()) throw usageError(`${written} is no file`, 'Attach text files.');
    if (stat.size > mostBytes) throw usageError(`${written} is larger than 2 MB`, 'Attach the part that matters.');
    return await file.readFile();
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(written, error) : error;
  } finally {
    await file?.close();
  }
}

function decoded(bytes: Uint8Array, written: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll('\r\n', '\n');
  } catch {
    // Said below.
  }
  throw usageError(`${written} is no text`, 'Attach UTF-8 text.');
}

function unreadable(written: string, error: unknown): DevmgrError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return usageError(`There is no file ${written}`, 'Check the path.');
  return usageError(`${written} cannot be read: ${String(error)}`, 'Attach another file.');
}
