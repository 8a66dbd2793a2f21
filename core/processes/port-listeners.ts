import { existsSync } from 'node:fs';
import type { PortListener, PortOwner } from 'devmgr/plugin-api';
import { lsofListeners, lsofListens } from './port-listeners-lsof.js';
import { procfsHolders, procfsListeners, procfsListens } from './port-listeners-procfs.js';
import { readProcessTable } from './process-table.js';
import { membersOf } from './process-tree.js';
import { isSameSpawn } from './same-spawn.js';

const hasProcfs = existsSync('/proc/net/tcp');

/** Who listens on TCP ports of this machine, or on one. Linux: /proc; elsewhere lsof. */
export function portListeners(port?: number): Promise<readonly PortListener[]> {
  return hasProcfs ? procfsListeners(port) : lsofListeners(port);
}

/** Who listens on a TCP port. `undefined` when nobody does or it cannot be told. */
export async function portOwner(port: number): Promise<PortOwner | undefined> {
  const owners = (await portListeners(port)).flatMap(({ owner }) => owner ?? []);
  return owners[0];
}

/** Whether a process or what came from it listens on a TCP port of any address; `undefined` when that cannot be told. */
export async function treeListens(pid: number, port: number): Promise<boolean | undefined> {
  const holders = hasProcfs ? await procfsHolders(port) : undefined;
  if (holders?.includes(pid)) return true;
  const tree = [pid, ...membersOf(await readProcessTable(), pid).map((entry) => entry.pid)];
  if (!holders) return lsofListens(tree, port);
  if (holders.some((holder) => tree.includes(holder) || isSameSpawn(holder, pid))) return true;
  return procfsListens(tree, port);
}
