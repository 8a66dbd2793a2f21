import { existsSync } from 'node:fs';
import { readProcfsEntry, readProcfsMarked, readProcfsTable } from './procfs.js';
import { readPsEntry, readPsTable } from './ps-table.js';

/** One living process as the system shows it. Ended ones that nobody has waited for (zombies) are left out. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** 0 where the system does not tell. */
  readonly session: number;
  /** In the system's own clock; together with the pid it names one process for ever. */
  readonly startTime: string;
  readonly cpuMs: number;
  readonly rssBytes: number;
}

const hasProcfs = existsSync('/proc/self/stat');

/**
 * Every process that is visible. Linux: /proc; elsewhere `ps`. Empty when neither can be read. `without` saves the
 * reading of processes that nobody needs, where each costs something.
 */
export function readProcessTable(without?: ReadonlySet<number>): Promise<readonly ProcessEntry[]> {
  return hasProcfs ? readProcfsTable(without) : readPsTable();
}

/** One process, or `undefined` when it is gone. */
export async function readProcess(pid: number): Promise<ProcessEntry | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return hasProcfs ? readProcfsEntry(pid) : readPsEntry(pid);
}

/**
 * Pids whose environment at their start held `marker` (Linux; empty elsewhere).
 * This finds daemons: their parent is gone, and they have a session of their own.
 */
export async function readMarkedPids(marker: string): Promise<ReadonlySet<number>> {
  return hasProcfs ? readProcfsMarked(marker) : new Set();
}

/** Cheap check of one known process, for polling: false once the pid is gone or belongs to another process. */
export function isAlive(entry: ProcessEntry): boolean {
  if (hasProcfs) return readProcfsEntry(entry.pid)?.startTime === entry.startTime;
  try {
    process.kill(entry.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
