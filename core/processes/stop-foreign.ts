import { readProcess, readProcessTable } from './process-table.js';
import { membersOf } from './process-tree.js';
import { isProtected } from './protected-pids.js';
import { stopTree } from './stop-tree.js';

const graceMs = 5_000;

/**
 * Stops a process group that this devmgr did not start, with all its descendants.
 * False when no process has this pid and start time or this devmgr would end with it (then nothing is touched), or when it could
 * not be stopped.
 */
export async function stopForeign(pid: number, startTime: string): Promise<boolean> {
  if (isProtected(await readProcessTable(), pid)) return false;
  if ((await readProcess(pid))?.startTime !== startTime) return false;
  const find = async () => membersOf(await readProcessTable(), pid);
  return (await stopTree({ root: pid, graceMs, find })).length === 0;
}
