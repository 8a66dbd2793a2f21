import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { GatewayError } from '../gateway-error.js';
import type { ReceivedFile } from './gateway-files.js';

export interface WriteBytesOptions {
  readonly signal: AbortSignal;
  /** Asked before each piece is written, with what there would be then: throws when that is too much. */
  readonly assertRoom: (bytes: number) => void;
}

/** Writes bytes to a new file, as they come. What fails or is aborted leaves none. */
export async function writeBytes(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  { signal, assertRoom }: WriteBytesOptions,
): Promise<Pick<ReceivedFile, 'bytes' | 'md5'>> {
  // OpenAI's checksum of uploads is MD5.
  const hash = createHash('md5');
  let written = 0;
  try {
    await using file = await open(path, 'wx', 0o600);
    for await (const piece of bytes) {
      signal.throwIfAborted();
      assertRoom(written + piece.length);
      hash.update(piece);
      await writeAll(file, piece);
      written += piece.length;
    }
    signal.throwIfAborted();
    await file.datasync();
  } catch (error) {
    await rm(path, { force: true });
    throw explained(error);
  }
  return { bytes: written, md5: hash.digest('hex') };
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
}

function explained(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  const message = 'The disk of the machine on which the gateway runs is full. Delete files there, or at /v1/files.';
  return new GatewayError({ kind: 'overloaded', status: 507, message, code: 'disk_full', cause: error });
}
