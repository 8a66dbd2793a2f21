import { readdirSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PortOwner } from 'devmgr/plugin-api';
import { procfsPids } from './procfs.js';

/** State LISTEN in /proc/net/tcp. */
const listenState = '0A';

/** Who listens on a port, by the socket's inode; of several processes that share it, the oldest pid. */
export async function procfsPortOwner(port: number): Promise<PortOwner | undefined> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readText(`/proc/net/${name}`)));
  const inodes = tables.flatMap((table) => listeningInodes(table, port));
  if (inodes.length === 0) return undefined;
  const links = new Set(inodes.map((inode) => `socket:[${inode}]`));
  for (const pid of await procfsPids()) {
    if (holds(pid, links)) return { pid, command: await commandLine(pid) };
    await nextTurn();
  }
  return undefined;
}

/** Format: `sl local_address rem_address st ...`, the port in hex behind the address's colon, the inode in column 10. */
export function listeningInodes(table: string, port: number): readonly string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const inode = columns[9];
    const matches = columns[1]?.endsWith(`:${hexPort}`) && columns[3] === listenState;
    return matches && inode !== undefined ? [inode] : [];
  });
}

function holds(pid: number, links: ReadonlySet<string>): boolean {
  const dir = `/proc/${pid}/fd`;
  try {
    return readdirSync(dir).some((fd) => links.has(target(`${dir}/${fd}`)));
  } catch {
    // Another user's process, or it has ended.
    return false;
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
