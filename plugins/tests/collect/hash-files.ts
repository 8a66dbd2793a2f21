import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ofEachFile } from './of-each-file.js';

const atOnce = 8;

/** Hashes of the contents of files; what cannot be read is left out. Rejects when `signal` is aborted. */
export async function hashFiles(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const hash = async (path: string) => {
    const content = await readFile(join(root, path)).catch(() => undefined);
    return content && hashOf(content);
  };
  return ofEachFile(paths, hash, { atOnce, signal });
}

/** Short: what is compared are two versions of one file. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('base64').slice(0, 16);
}
