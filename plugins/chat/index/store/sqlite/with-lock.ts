import { rm } from 'node:fs/promises';
import { isDamage } from './storage-error.js';
import { SqliteDatabase } from './sqlite-database.js';

/**
 * Does something while no other process does the same beside this database: putting it aside, making it. The lock is one of
 * sqlite on an empty file, `<path>.lock`: a process that dies gives it back. Rejects after 5 seconds of waiting.
 */
export async function withLock<T>(path: string, sqlite3Url: string, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(`${path}.lock`, sqlite3Url);
  try {
    return await work();
  } finally {
    await lock.close();
  }
}

async function takeLock(path: string, sqlite3Url: string): Promise<SqliteDatabase> {
  try {
    return await openExclusively(path, sqlite3Url);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Somebody has written into it.
    await rm(path, { force: true });
    await rm(`${path}.damaged`, { force: true });
    return openExclusively(path, sqlite3Url);
  }
}

async function openExclusively(path: string, sqlite3Url: string): Promise<SqliteDatabase> {
  const lock = await SqliteDatabase.open(path, sqlite3Url);
  try {
    await lock.run('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    await lock.close();
    throw error;
  }
}
