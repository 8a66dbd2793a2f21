import { stat } from 'node:fs/promises';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { parseLogRecord } from './log-record.js';
import { mergeByTime } from './merge-by-time.js';
import { endOfWholeLines, readBackwards } from './read-backwards.js';
import type { LogsOptions } from './read-logs-options.js';

/** Entries that are looked at together; between two batches a signal is heard. */
const BATCH = 200;

export interface LastEntries {
  /** Of all files, merged by time. */
  readonly entries: readonly LogEntry[];
  /** How far each file was read, in bytes: from there a follower goes on. */
  readonly read: ReadonlyMap<string, number>;
}

/** The last `count` entries of all files together that `select` lets through. Files that are gone are left out. */
export async function lastEntries(
  files: readonly string[],
  count: number,
  select: LogsOptions['select'],
  signal: AbortSignal,
): Promise<LastEntries> {
  const read = new Map<string, number>();
  const all: LogEntry[][] = [];
  for (const path of files) {
    const end = await endOf(path);
    if (end === undefined) continue;
    read.set(path, end);
    all.push(await lastOfFile(path, end, count, select, signal));
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
  select: LogsOptions['select'],
  signal: AbortSignal,
): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  for await (const batch of batches(path, end)) {
    signal.throwIfAborted();
    for (const entry of select(batch)) found.push(entry);
    if (found.length >= count) break;
  }
  return found.slice(0, count).reverse();
}

/** The entries of a file, the last one first. */
async function* batches(path: string, end: number): AsyncGenerator<readonly LogEntry[]> {
  let batch: LogEntry[] = [];
  for await (const line of readBackwards(path, end)) {
    const entry = parseLogRecord(line);
    if (entry) batch.push(entry);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
