import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { IndexWriter } from '../index-store.js';
import { migrate, type Migration } from './migrate.js';
import { openIntact } from './open-intact.js';
import { putAside } from './put-aside.js';
import { migrations as indexMigrations, tableNames } from './schema.js';
import { SqliteDatabase } from './sqlite-database.js';
import { SqliteIndexWriter } from './sqlite-index-writer.js';
import { damagedDatabase, storageError } from './storage-error.js';
import { withLock } from './with-lock.js';

/** What the log may keep of the disk after a large batch. */
const logBytes = 16_000_000;

export interface OpenedIndexWriter {
  readonly writer: IndexWriter;
  /** What a person should know: that a damaged database was put aside. */
  readonly notes: readonly string[];
}

/**
 * Opens or makes the database of an index, with its folder. A damaged one is renamed to `<path>.broken-<n>` (one is kept) and
 * a new one begun. Rejects with `DEVMGR_STORAGE_FAILED`: no permission, full disk, made by a newer devmgr.
 * `sqlite3Url`: URL of the package's main module.
 */
export async function openIndexWriter(
  path: string,
  sqlite3Url: string,
  migrations: readonly Migration[] = indexMigrations,
): Promise<OpenedIndexWriter> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await withLock(path, sqlite3Url, async () => {
      const open = () => openWhole(path, sqlite3Url, migrations);
      const intact = await openIntact(path, open);
      if (intact) return { writer: new SqliteIndexWriter(intact), notes: [] };
      const aside = await putAside(path);
      const database = await open();
      const notes = aside === undefined ? [] : [`The code index was damaged and is made anew; the old one is ${aside}`];
      return { writer: new SqliteIndexWriter(database), notes };
    });
  } catch (error) {
    throw storageError(error, path);
  }
}

async function openWhole(path: string, sqlite3Url: string, migrations: readonly Migration[]): Promise<SqliteDatabase> {
  const database = await SqliteDatabase.open(path, sqlite3Url);
  try {
    await database.run('PRAGMA journal_mode = WAL');
    await database.run('PRAGMA synchronous = NORMAL');
    await database.run(`PRAGMA journal_size_limit = ${logBytes}`);
    await migrate(database, migrations);
    await assertWhole(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Reads a little of what every use needs. Damage further inside shows when it is read; see `damage-mark.ts`. */
async function assertWhole(database: SqliteDatabase): Promise<void> {
  const names = (await database.all('SELECT name FROM sqlite_schema')).map(({ name }) => name);
  const lost = tableNames.filter((name) => !names.includes(name));
  const generation =
    lost.length > 0 ? undefined : await database.value("SELECT value FROM meta WHERE key = 'generation'");
  if (typeof generation !== 'number') throw damagedDatabase(database.path, 'tables are missing');
  await database.all('SELECT rowid FROM terms WHERE terms MATCH \'"a"\' LIMIT 1');
}
