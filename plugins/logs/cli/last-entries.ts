import { stat } from 'node:fs/promises';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { parseLogRecord } from './log-record.js';
import { mergeByTime } from './merge-by-time.js';
import { endOfWholeLines, readBackwards } from './read-backwards.js';

export interface LastEntries {
  /** Of all files, merged by time. */
  readonly entries: readonly LogEntry[];
  /** How far each file was read, in bytes: from there a follower goes on. */
  readonly read: ReadonlyMap<string, number>;
}

/** The last `count` entries of all files together that `accepts` lets through. Files that are gone are left out. */
export async function lastEntries(
  files: readonly string[],
  count: number,
  accepts: (entry: LogEntry) => boolean,
  signal: AbortSignal,
): Promise<LastEntries> {
  const read = new Map<string, number>();
  const all: LogEntry[][] = [];
  for (const path of files) {
    const end = await endOf(path);
    if (end === undefined) continue;
    read.set(path, end);
    all.push(await lastOfFile(path, end, count, accepts, signal));
  }
  return { entries: mergeByTime(all).slice(-count), read };
}

/** `undefined`: pruned by another devmgr since the folder was read. */
async function endOf(path: string): Promise<number | undefined> {
  const info = await stat(path).catch(() => undefined);
  return info && endOfWholeLines(path, info.size);
}

async function lastOfFile(
  path: string,
  end: number,
  count: number,
  accepts: (entry: LogEntry) => boolean,
  signal: AbortSignal,
): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  for await (const line of readBackwards(path, end)) {
    signal.throwIfAborted();
    const entry = parseLogRecord(line);
    if (entry && accepts(entry)) found.push(entry);
    if (found.length >= count) break;
  }
  return found.reverse();
}
