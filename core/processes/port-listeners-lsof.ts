import type { PortListener, PortOwner } from 'devmgr/plugin-api';
import { oldestOf } from './oldest-process.js';
import type { ProcessEntry } from './process-table.js';
import { isProtected } from './protected-pids.js';
import { readPsTable } from './ps-table.js';
import { runTool } from './run-tool.js';
import { userName } from './user-name.js';

/** One socket of one process, as lsof tells it. */
export interface LsofSocket {
  readonly pid: number;
  readonly command: string;
  readonly address: string;
  readonly port: number;
}

interface PsFacts {
  readonly uid: number;
  readonly startTime: string;
  readonly command: string;
}

/** Who listens on TCP ports, asked from `lsof` (macOS), which shows other users' processes to root alone; the rest from `ps`. */
export async function lsofListeners(port?: number): Promise<readonly PortListener[]> {
  const sockets = await lsof(port === undefined ? '-iTCP' : `-iTCP:${port}`);
  if (sockets.length === 0) return [];
  const table = await readPsTable();
  const facts = await psFacts([...new Set(sockets.map(({ pid }) => pid))]);
  const places = new Map<string, LsofSocket[]>();
  for (const socket of sockets) {
    const place = `${socket.port} ${socket.address}`;
    places.set(place, [...(places.get(place) ?? []), socket]);
  }
  const found = await Promise.all([...places.values()].map((sharers) => listener(sharers, table, facts)));
  return found.sort((a, b) => a.port - b.port);
}

/** Whether one of the processes listens there; `undefined` when there is no lsof. */
export async function lsofListens(pids: readonly number[], port: number): Promise<boolean | undefined> {
  if ((await runTool('lsof', ['-v'])) === undefined) return undefined;
  return (await lsof(`-iTCP:${port}`)).some(({ pid }) => pids.includes(pid));
}

async function lsof(selection: string): Promise<readonly LsofSocket[]> {
  return parseLsof((await runTool('lsof', ['-nP', selection, '-sTCP:LISTEN', '-Fpctn'])) ?? '');
}

/**
 * Format of `lsof -F`: one field a line with its letter in front. `p` begins a process, `c` is its short name; `f` begins a file, `t` is
 * IPv4 or IPv6, `n` its address: `*:8000`, `127.0.0.1:8000`, `[::1]:8000`.
 */
export function parseLsof(output: string): readonly LsofSocket[] {
  const found: LsofSocket[] = [];
  let pid = 0;
  let command = '';
  let type = '';
  for (const line of output.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p')) [pid, command] = [Number(value), ''];
    else if (line.startsWith('c')) command = value;
    else if (line.startsWith('t')) type = value;
    const [, host = '', port] = line.startsWith('n') ? (/^(.+):(\d+)$/.exec(value) ?? []) : [];
    if (port !== undefined) found.push({ pid, command, address: addressOf(host, type), port: Number(port) });
  }
  return found;
}

/** Format: `pid uid lstart command`, where lstart is five words, like `Sat Nov 22 16:17:00 2025`, in UTC. */
export function parsePsFacts(output: string): ReadonlyMap<number, PsFacts> {
  const found = new Map<number, PsFacts>();
  for (const line of output.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+((?:\S+\s+){4}\S+)\s+(.*?)\s*$/.exec(line);
    if (match)
      found.set(Number(match[1]), { uid: Number(match[2]), startTime: match[3] ?? '', command: match[4] ?? '' });
  }
  return found;
}

async function psFacts(pids: readonly number[]): Promise<ReadonlyMap<number, PsFacts>> {
  const columns = ['pid', 'uid', 'lstart', 'command'].flatMap((name) => ['-o', `${name}=`]);
  return parsePsFacts((await runTool('ps', ['-ww', ...columns, '-p', pids.join(',')])) ?? '');
}

async function listener(
  sharers: readonly LsofSocket[],
  table: readonly ProcessEntry[],
  facts: ReadonlyMap<number, PsFacts>,
): Promise<PortListener> {
  const pids = sharers.map(({ pid }) => pid);
  const pid = oldestOf(pids, table)?.pid ?? Math.min(...pids);
  const socket = sharers.find((each) => each.pid === pid) ?? sharers[0];
  const owner = await ownerOf(pid, socket?.command ?? '', table, facts.get(pid));
  return { port: socket?.port ?? 0, address: socket?.address ?? '', owner, user: owner.user };
}

async function ownerOf(
  pid: number,
  shortName: string,
  table: readonly ProcessEntry[],
  facts: PsFacts | undefined,
): Promise<PortOwner> {
  const startedAt = facts && Date.parse(`${facts.startTime} UTC`);
  return {
    pid,
    command: facts?.command || shortName,
    startTime: facts?.startTime,
    startedAt: startedAt === undefined || Number.isNaN(startedAt) ? undefined : startedAt,
    user: facts ? await userName(facts.uid) : 'unknown',
    isOurs: facts !== undefined && facts.uid === process.getuid?.(),
    isProtected: isProtected(table, pid),
  };
}

function addressOf(host: string, type: string): string {
  if (host === '*') return type === 'IPv6' ? '::' : '0.0.0.0';
  return host.replace(/^\[(.*)\]$/, '$1');
}
