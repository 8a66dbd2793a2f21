import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ManifestFile } from '../folder/model-manifest.js';

export interface FileSums {
  readonly size: number;
  /** Hexadecimal, as the hub tells it of large files. */
  readonly sha256: string;
  /** As git names the content: SHA-1 of `blob <size>\0` and the bytes. */
  readonly gitSha1: string;
}

/** Reads a file once. Rejects when it is not there, or with the signal's reason. */
export async function fileSums(path: string, signal: AbortSignal): Promise<FileSums> {
  const { size } = await stat(path);
  const sha256 = createHash('sha256');
  const gitSha1 = createHash('sha1').update(`blob ${size}\0`);
  for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    gitSha1.update(chunk);
  }
  return { size, sha256: sha256.digest('hex'), gitSha1: gitSha1.digest('hex') };
}

/** Whether a file is the one that the hub announced, as far as it told. */
export function isAnnounced(sums: FileSums, { size, sha256, gitSha1 }: ManifestFile): boolean {
  return (
    (size === undefined || sums.size === size) &&
    (sha256 === undefined || sums.sha256 === sha256) &&
    (gitSha1 === undefined || sums.gitSha1 === gitSha1)
  );
}
