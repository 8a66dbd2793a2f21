import type { ProcessEntry } from './process-table.js';

/** Of processes that share something, the one that the others came from: none of the others is its parent. Of several, the lowest pid. */
export function oldestOf(pids: readonly number[], table: readonly ProcessEntry[]): ProcessEntry | undefined {
  const sharers = table.filter((entry) => pids.includes(entry.pid)).sort((a, b) => a.pid - b.pid);
  return sharers.find((entry) => !pids.includes(entry.parent)) ?? sharers[0];
}
