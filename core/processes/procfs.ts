import { readdir } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessEntry } from './process-table.js';
import { readProcFile } from './read-proc-file.js';

/** Clock ticks a second in /proc: fixed at 100 for user space on every architecture that Node runs on. */
const ticksPerSecond = 100;
/** Files of /proc read without giving way: about 1 ms. */
const batch = 64;

const NOBODY: ReadonlySet<number> = new Set();

let systemFacts: { readonly bootId: string; readonly pageBytes: number } | undefined;

/** One process from /proc/PID/stat; `undefined` when it is gone or a zombie. */
export function readProcfsEntry(pid: number): ProcessEntry | undefined {
  const stat = readProcFile(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  systemFacts ??= { bootId: readBootId(), pageBytes: readPageBytes() };
  return parseStat(pid, stat, systemFacts);
}

/** Every living process in /proc `without` these, read in batches so that the event loop goes on. */
export async function readProcfsTable(without: ReadonlySet<number> = NOBODY): Promise<readonly ProcessEntry[]> {
  return collect((pid) => (without.has(pid) ? undefined : readProcfsEntry(pid)));
}

/** Pids with `marker` in /proc/PID/environ, as far as it is readable (the same user's). */
export async function readProcfsMarked(marker: string): Promise<ReadonlySet<number>> {
  return new Set(await collect((pid) => (readProcFile(`/proc/${pid}/environ`)?.includes(marker) ? pid : undefined)));
}

/** Pids in /proc in ascending order. */
export async function procfsPids(): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  return names.map(Number).filter(Number.isInteger);
}

/**
 * Format: proc(5). The second field is the name in parentheses and may itself hold spaces and parentheses, so counting
 * starts after the last one: state is field 3, the parent 4, group 5, session 6, utime 14, stime 15, start 22, rss 24.
 */
export function parseStat(
  pid: number,
  stat: string,
  system: { readonly bootId: string; readonly pageBytes: number },
): ProcessEntry | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  if (fields.length < 22 || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return {
    pid,
    parent: field(4),
    group: field(5),
    session: field(6),
    startTime: `${system.bootId}/${field(22)}`,
    cpuMs: ((field(14) + field(15)) * 1000) / ticksPerSecond,
    rssBytes: Math.max(0, field(24)) * system.pageBytes,
  };
}

async function collect<T>(pick: (pid: number) => T | undefined): Promise<T[]> {
  const found: T[] = [];
  for (const [index, pid] of (await procfsPids()).entries()) {
    const item = pick(pid);
    if (item !== undefined) found.push(item);
    if (index % batch === batch - 1) await nextTurn();
  }
  return found;
}

function readBootId(): string {
  return readProcFile('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

/** From the auxiliary vector (getauxval(3)): pairs of machine words, key 6 is AT_PAGESZ. */
function readPageBytes(): number {
  const vector = Buffer.from(readProcFile('/proc/self/auxv') ?? '', 'latin1');
  const word = process.arch === 'arm' || process.arch === 'ia32' ? 4 : 8;
  const value = (at: number) => (word === 4 ? vector.readUInt32LE(at) : Number(vector.readBigUInt64LE(at)));
  for (let at = 0; at + 2 * word <= vector.length; at += 2 * word) {
    if (value(at) === 6) return value(at + word);
  }
  return 4096;
}
