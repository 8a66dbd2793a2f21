import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'devmgr/plugin-api';
import { CallDatabase } from './call-database.js';

const TRIES = 6;
const PAUSE_MS = 50;

/**
 * Opens the file. Nothing mends a damaged one: it is put aside, and a new one begun. Where there can be no file the calls are in memory and
 * end with this devmgr; why is in the log. `undefined`: there is no SQLite at all.
 */
export async function openCallDatabase(path: string, log: Logger): Promise<CallDatabase | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await openInTurn(path).catch((error: unknown) => openAnew(path, error, log));
  } catch (error) {
    log.warn(`The calls of the gateway cannot be kept in a file: ${said(error)}`, { path });
    return CallDatabase.open(':memory:').catch(() => undefined);
  }
}

/** Two devmgr that open a file at once may both want it alone for a moment, and SQLite waits for none of them then. */
async function openInTurn(path: string): Promise<CallDatabase> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await CallDatabase.open(path);
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_BUSY' || tries === TRIES) throw error;
      await pause(tries * PAUSE_MS);
    }
  }
}

/** Left in its place a damaged file would keep all calls from being written. */
async function openAnew(path: string, error: unknown, log: Logger): Promise<CallDatabase> {
  if (!isDamage(error)) throw error;
  await putAside(path, log);
  return CallDatabase.open(path);
}

/** Makes room for a new file where a damaged one is, which nobody here has open any more. */
export async function putAside(path: string, log: Logger): Promise<void> {
  const kept = `${path}.damaged`;
  await rename(path, kept);
  await Promise.all(['-wal', '-shm'].map((ending) => rm(path + ending, { force: true })));
  log.warn(`The calls of the gateway were damaged and begin anew; what was there is kept in ${kept}`, { path });
}

/** Whether it says that the file is not as SQLite writes it. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB';
}

/** As the driver names the codes of https://www.sqlite.org/rescode.html. */
function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
