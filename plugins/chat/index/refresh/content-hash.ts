import { createHash } from 'node:crypto';

/** Characters of base64url, 6 bits each: files are compared with all files of a project, chunks with those of one file. */
const lengths = { file: 24, chunk: 12 } as const;

/** Says whether two contents are the same: the beginning of their SHA-1. Not against forgery. */
export function contentHash(content: string | Uint8Array, of: keyof typeof lengths): string {
  return createHash('sha1').update(content).digest('base64url').slice(0, lengths[of]);
}
