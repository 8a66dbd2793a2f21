import type { SaveRecord } from './save-record.js';
import type { SavesFolder } from './saves-folder.js';

/** What is kept of the history. */
const mostSaves = 200;
const longestMs = 30 * 24 * 3_600_000;
const mostBytes = 100_000_000;

/** Removes what is too much or too old, and what a crash left; the newest save always stays. For who has the lock. */
export async function pruneSaves(saves: SavesFolder, now: number): Promise<void> {
  await saves.sweep();
  const begun = new Set((await saves.begun()).map(({ id }) => id));
  let bytes = 0;
  for (const [at, id] of (await saves.ids()).entries()) {
    const record = await saves.record(id);
    bytes += record ? sizeOf(record) : 0;
    const isOld = record !== undefined && now - record.at > longestMs;
    if (at > 0 && !begun.has(id) && (at >= mostSaves || bytes > mostBytes || isOld)) await saves.remove(id);
  }
}

function sizeOf({ files }: SaveRecord): number {
  return files.reduce((sum, { before, after }) => sum + (before?.size ?? 0) + after.size, 0);
}
