import { readdirSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PortListener, PortOwner } from 'devmgr/plugin-api';
import { oldestOf } from './oldest-process.js';
import { procfsPids, readProcfsEntry, readProcfsTable } from './procfs.js';
import type { ProcessEntry } from './process-table.js';
import { isProtected } from './protected-pids.js';
import { parseTcpTable, type ListeningSocket } from './tcp-table.js';
import { userName } from './user-name.js';

/** Links read without giving way: about 1 ms. */
const batch = 256;
const ticksPerSecond = 100;

/** Who listens on TCP ports of this machine, or on one; in the order of the ports. */
export async function procfsListeners(port?: number): Promise<readonly PortListener[]> {
  const sockets = await listeningSockets(port);
  if (sockets.length === 0) return [];
  const holders = await holdersOf(sockets, await procfsPids());
  const table = await readProcfsTable();
  const owners = new Map<number, PortOwner | undefined>();
  const found = new Map<string, PortListener>();
  for (const { address, port: number, uid, inode } of sockets) {
    const pid = oldestOf(holders.get(inode) ?? [], table)?.pid;
    if (pid !== undefined && !owners.has(pid)) owners.set(pid, await ownerOf(pid, table));
    const owner = pid === undefined ? undefined : owners.get(pid);
    const user = owner?.user ?? (await userName(uid));
    found.set(`${number} ${address} ${pid}`, { port: number, address, owner, user });
  }
  return [...found.values()].sort((a, b) => a.port - b.port);
}

/** Whether one of the processes has a socket that listens on the port; `undefined` when not all of them can be looked into. */
export async function procfsListens(pids: readonly number[], port: number): Promise<boolean | undefined> {
  const sockets = await listeningSockets(port);
  if (sockets.length === 0) return false;
  const hidden: number[] = [];
  const holders = await holdersOf(sockets, pids, (pid) => hidden.push(pid));
  if (holders.size > 0) return true;
  return hidden.some((pid) => readProcfsEntry(pid) !== undefined) ? undefined : false;
}

/** The pids that hold the sockets on a port, whosoever they are. */
export async function procfsHolders(port: number): Promise<readonly number[]> {
  const sockets = await listeningSockets(port);
  const holders = sockets.length === 0 ? new Map<string, number[]>() : await holdersOf(sockets, await procfsPids());
  return [...new Set([...holders.values()].flat())];
}

async function listeningSockets(port: number | undefined): Promise<readonly ListeningSocket[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readText(`/proc/net/${name}`)));
  return tables.flatMap((table) => parseTcpTable(table, port));
}

/** Pids by the inode of a socket. */
async function holdersOf(
  sockets: readonly ListeningSocket[],
  pids: readonly number[],
  onHidden?: (pid: number) => void,
): Promise<ReadonlyMap<string, number[]>> {
  const inodes = new Map(sockets.map(({ inode }) => [`socket:[${inode}]`, inode]));
  const holders = new Map<string, number[]>();
  let links = 0;
  for (const pid of pids) {
    const dir = `/proc/${pid}/fd`;
    for (const fd of filesOf(dir) ?? (onHidden?.(pid), [])) {
      const inode = inodes.get(target(`${dir}/${fd}`));
      if (inode !== undefined && !holders.get(inode)?.includes(pid)) {
        holders.set(inode, [...(holders.get(inode) ?? []), pid]);
      }
      links += 1;
      if (links % batch === 0) await nextTurn();
    }
  }
  return holders;
}

async function ownerOf(pid: number, table: readonly ProcessEntry[]): Promise<PortOwner | undefined> {
  const entry = table.find((each) => each.pid === pid);
  if (!entry) return undefined;
  const uid = Number(/^Uid:\s+(\d+)/m.exec(await readText(`/proc/${pid}/status`))?.[1] ?? Number.NaN);
  return {
    pid,
    command: await commandLine(pid),
    startTime: entry.startTime,
    startedAt: startedAt(entry, await readText('/proc/uptime'), Date.now()),
    user: await userName(uid),
    isOurs: uid === process.getuid?.(),
    isProtected: isProtected(table, pid),
  };
}

/** Format of proc(5), /proc/uptime: seconds since the start of the machine; the start of a process counts ticks from there. */
export function startedAt(
  { startTime }: Pick<ProcessEntry, 'startTime'>,
  uptime: string,
  now: number,
): number | undefined {
  const ageMs = Number.parseFloat(uptime) * 1000 - (Number(startTime.split('/')[1]) * 1000) / ticksPerSecond;
  // In a container that hides the age of its machine the two have nothing to do with each other.
  return ageMs >= -1_000 && ageMs <= now ? now - Math.max(0, Math.round(ageMs)) : undefined;
}

function filesOf(dir: string): readonly string[] | undefined {
  try {
    return readdirSync(dir);
  } catch {
    // Another user's process, or it has ended.
    return undefined;
  }
}

function target(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

/** A process may have overwritten its command line; then its short name stands in. */
async function commandLine(pid: number): Promise<string> {
  const words = (await readText(`/proc/${pid}/cmdline`)).split('\0').join(' ').trim();
  return words || (await readText(`/proc/${pid}/comm`)).trim();
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
