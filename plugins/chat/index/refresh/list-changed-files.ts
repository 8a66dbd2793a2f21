import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkippedFile } from '../store/index-store.js';
import type { CandidateFile, ProjectFiles, WalkOptions } from '../walk/project-files.js';
import { breathe, isTurn } from '../walk/in-batches.js';
import { inspectChangedFile } from '../walk/inspect-file.js';
import { isPlainPath } from '../walk/is-plain-path.js';
import { createPathJudge, isIgnoreFile } from '../walk/path-filter.js';
import { realRoot } from '../walk/real-root.js';

/**
 * What is at some paths now, as `listProjectFiles` would say it of them, without a look at anything else. `undefined`: only
 * that can say it, since a rule has changed or a folder is among them. Rejects as that does.
 */
export async function listChangedFiles(
  paths: readonly string[],
  options: WalkOptions,
): Promise<ProjectFiles | undefined> {
  const root = await realRoot(options.root);
  if (paths.some(isIgnoreFile) || (await haveFolder(root, paths))) return undefined;
  const judge = await createPathJudge({ ...options, root });
  const [files, skipped]: [CandidateFile[], SkippedFile[]] = [[], []];
  for (const [at, path] of [...new Set(paths)].entries()) {
    if (isTurn(at)) await breathe(options.signal);
    options.signal.throwIfAborted();
    const judgement = judge(path);
    const isIncluded = judgement === 'included';
    const reason = isIncluded ? undefined : judgement;
    const found = reason === undefined ? await inspectChangedFile(path, { ...options, root }) : undefined;
    if (found && 'size' in found) files.push({ ...found, ...(isIncluded && { isIncluded }) });
    else if (found) skipped.push(found);
    else if (reason !== undefined && reason !== 'ignored') skipped.push({ path, reason });
  }
  return { files, skipped };
}

async function haveFolder(root: string, paths: readonly string[]): Promise<boolean> {
  const plain = paths.map((path) => path.replace(/\/$/, '')).filter(isPlainPath);
  const entries = await Promise.all(plain.map((path) => lstat(join(root, path)).catch(() => undefined)));
  return entries.some((entry) => entry?.isDirectory());
}
