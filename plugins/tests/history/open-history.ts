import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'devmgr/plugin-api';
import { HistoryDatabase, type TestHistory } from './history-database.js';

const TRIES = 6;
const PAUSE_MS = 50;

export interface OpenedHistory {
  readonly database: HistoryDatabase;
  /** By node id. */
  readonly tests: ReadonlyMap<string, TestHistory>;
}

/**
 * Opens the file and reads it. Nothing mends a damaged one: it is put aside, and a new one begun. Where there can be no file the history
 * lives in memory and ends with this devmgr; `onProblem` hears why. What went wrong is in the log; `undefined`: there is no SQLite at all.
 */
export async function openHistory(
  path: string,
  log: Logger,
  onProblem: (problem: string) => void,
): Promise<OpenedHistory | undefined> {
  const warn = (message: string, error: unknown) => log.warn(`${message}: ${said(error)}`, { path });
  try {
    await mkdir(dirname(path), { recursive: true });
    return await loadInTurn(path).catch((error: unknown) => loadAnew(path, error, warn));
  } catch (error) {
    onProblem(said(error));
    warn('The history of the tests could not be opened; only this session is known', error);
    return load(':memory:').catch(() => undefined);
  }
}

/** Two devmgr that open a file at once may both want it alone for a moment, and SQLite waits for none of them then. */
async function loadInTurn(path: string): Promise<OpenedHistory> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load(path);
    } catch (error) {
      if (!isBusy(error) || tries === TRIES) throw error;
      await pause(tries * PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

async function load(path: string): Promise<OpenedHistory> {
  const database = await HistoryDatabase.open(path);
  try {
    const tests = new Map<string, TestHistory>();
    for await (const page of database.histories()) for (const test of page) tests.set(test.id, test);
    return { database, tests };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Left in its place a damaged file would keep the history empty for ever. */
async function loadAnew(
  path: string,
  error: unknown,
  warn: (message: string, error: unknown) => void,
): Promise<OpenedHistory> {
  if (!isDamage(error)) throw error;
  const kept = `${path}.damaged`;
  await rename(path, kept);
  await Promise.all(['-wal', '-shm'].map((ending) => rm(path + ending, { force: true })));
  warn(`The history of the tests was damaged and begins anew; what was there is kept in ${kept}`, error);
  return load(path);
}

/** Codes of https://www.sqlite.org/rescode.html as the driver names them. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB';
}

/** What an error says. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
