import { createHash } from 'node:crypto';
import { readPieces, type LocalFile } from './local-file.js';

export interface FileHashes {
  readonly sha256: string;
  readonly md5: string;
}

/** Checksums of the whole file, in hexadecimal digits. Rejects as `readPieces`, and with the signal's reason. */
export async function hashFile(file: LocalFile, signal: AbortSignal): Promise<FileHashes> {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  for await (const piece of readPieces(file, { from: 0, to: file.bytes })) {
    signal.throwIfAborted();
    sha256.update(piece);
    md5.update(piece);
  }
  return { sha256: sha256.digest('hex'), md5: md5.digest('hex') };
}
