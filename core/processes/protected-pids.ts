import type { ProcessEntry } from './process-table.js';
import { membersOf } from './process-tree.js';

/** Whether ending a process and what belongs to it would end this devmgr, what it runs in (shell, terminal, sshd), or the system. */
export function isProtected(table: readonly ProcessEntry[], pid: number, own = process.pid): boolean {
  if (pid <= 1 || pid === own) return true;
  const chain = ancestors(table, own);
  if (chain.some((entry) => entry.pid === pid)) return true;
  const ending = new Set([pid, ...membersOf(table, pid).map((entry) => entry.pid)]);
  // Of its own process `membersOf` says nothing: a pipe such as `server | devmgr` is one group.
  return chain.some((entry) => ending.has(entry.pid) || ending.has(entry.group) || ending.has(entry.session));
}

/** The process itself, its parent, and so on; without the first process of the system. */
function ancestors(table: readonly ProcessEntry[], from: number): readonly ProcessEntry[] {
  const chain: ProcessEntry[] = [];
  const byPid = new Map(table.map((entry) => [entry.pid, entry]));
  for (let entry = byPid.get(from); entry && entry.pid > 1 && !chain.includes(entry);) {
    chain.push(entry);
    entry = byPid.get(entry.parent);
  }
  return chain;
}
