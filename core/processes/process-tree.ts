import type { ProcessEntry } from './process-table.js';

/**
 * A process with everything that came from it: its group, its session, its descendants, and what these lead in turn.
 *
 * `root` is the pid of the process; also when it has ended, for its group and session keep the number while they have
 * members. `marked` are pids known to belong to it otherwise. devmgr's own process is never part of the result.
 */
export function membersOf(
  table: readonly ProcessEntry[],
  root: number | undefined,
  marked: ReadonlySet<number> = new Set(),
): readonly ProcessEntry[] {
  const ids = new Set(root === undefined ? [] : [root]);
  const members = new Set<ProcessEntry>();
  const belongs = (entry: ProcessEntry) =>
    marked.has(entry.pid) ||
    ids.has(entry.pid) ||
    ids.has(entry.parent) ||
    ids.has(entry.group) ||
    ids.has(entry.session);
  for (let before = -1; before < members.size;) {
    before = members.size;
    for (const entry of table) {
      if (entry.pid === process.pid || members.has(entry) || !belongs(entry)) continue;
      members.add(entry);
      ids.add(entry.pid);
    }
  }
  return [...members];
}
