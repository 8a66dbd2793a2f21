import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';

/** A tree with more is told to be changed, and not how. */
const mostFiles = 1_000;

/**
 * A number for what changed files are like now: the same as long as no other is changed and none of them is written again. At least 2;
 * `undefined`: they are too many. `paths` are absolute.
 */
export async function treeState(paths: readonly string[]): Promise<number | undefined> {
  if (paths.length > mostFiles) return undefined;
  const seen = await Promise.all(
    [...new Set(paths)].sort().map(async (path) => {
      const found = await stat(path).catch(() => undefined);
      return `${path}\0${found ? `${found.mtimeMs} ${found.size}` : 'gone'}`;
    }),
  );
  return 2 + createHash('sha256').update(seen.join('\n')).digest().readUIntBE(0, 6);
}
