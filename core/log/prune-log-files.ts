import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { projectOfLogFile } from './log-file-name.js';

export interface PruneLimits {
  readonly maxAgeMs: number;
  /** Of all files of the project together. */
  readonly maxBytes: number;
}

/** Deletes the project's oldest files until both limits hold; `keep` is the path of one that stays. Never rejects. */
export async function pruneLogFiles(
  dir: string,
  project: string,
  keep: string,
  now: number,
  limits: PruneLimits,
): Promise<void> {
  const files = await projectFiles(dir, project);
  let total = 0;
  for (const file of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    total += file.size;
    const isOver = total > limits.maxBytes || now - file.mtimeMs > limits.maxAgeMs;
    // Another devmgr may have been faster, or may hold the folder read-only: then it stays.
    if (isOver && file.path !== keep) await unlink(file.path).catch(() => undefined);
  }
}

async function projectFiles(dir: string, project: string) {
  const names = await readdir(dir).catch(() => []);
  const own = names.filter((name) => projectOfLogFile(name) === project);
  const files = await Promise.all(
    own.map(async (name) => {
      const path = join(dir, name);
      const info = await stat(path).catch(() => undefined);
      return info ? { path, size: info.size, mtimeMs: info.mtimeMs } : undefined;
    }),
  );
  return files.filter((file) => file !== undefined);
}
