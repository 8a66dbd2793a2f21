import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMarkedDamaged } from '../../index/store/sqlite/damage-mark.js';
import { migrate, schemaVersion } from '../../index/store/sqlite/migrate.js';
import { putAside } from '../../index/store/sqlite/put-aside.js';
import { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import { damagedDatabase, isDamage } from '../../index/store/sqlite/storage-error.js';
import { withLock } from '../../index/store/sqlite/with-lock.js';
import type { OpenedConversationStore } from '../conversation-keeper.js';
import { conversationStorageError, newerConversations } from './conversation-storage-error.js';
import { markInterrupted } from './mark-interrupted.js';
import { migrations, tableNames } from './schema.js';
import { SqliteConversationStore } from './sqlite-conversation-store.js';

/** What the log may keep of the disk after a large write. */
const logBytes = 4_000_000;
/** How long a conversation is kept whose only question was taken back. */
const emptyMs = 24 * 60 * 60 * 1000;

/**
 * Opens or makes the database, with its folder. A damaged one is renamed to `<path>.broken-<n>` (one is kept) and a new one
 * begun. Rejects with `DEVMGR_STORAGE_FAILED`: no permission, full disk, made by a newer devmgr. `now`: milliseconds since the
 * epoch, the same in all processes that use the file.
 */
export async function openConversationStore(
  path: string,
  now: () => number = Date.now,
): Promise<OpenedConversationStore> {
  const sqlite3Url = import.meta.resolve('sqlite3');
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return await withLock(path, sqlite3Url, async () => {
      const intact = await openIntact(path, sqlite3Url, now);
      if (intact) return { store: new SqliteConversationStore(intact, now), notes: [] };
      const aside = await putAside(path);
      const store = new SqliteConversationStore(await openWhole(path, sqlite3Url, now), now);
      const note = `The conversations were damaged and begin anew; what was there is kept in ${aside ?? ''}`;
      return { store, notes: aside === undefined ? [] : [note] };
    });
  } catch (error) {
    throw conversationStorageError(error, path);
  }
}

/** `undefined`: it is damaged. */
async function openIntact(path: string, sqlite3Url: string, now: () => number): Promise<SqliteDatabase | undefined> {
  if (await isMarkedDamaged(path)) return undefined;
  try {
    return await openWhole(path, sqlite3Url, now);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

async function openWhole(path: string, sqlite3Url: string, now: () => number): Promise<SqliteDatabase> {
  const database = await SqliteDatabase.open(path, sqlite3Url);
  try {
    await database.run('PRAGMA journal_mode = WAL');
    await database.run('PRAGMA synchronous = NORMAL');
    await database.run('PRAGMA foreign_keys = ON');
    await database.run(`PRAGMA journal_size_limit = ${logBytes}`);
    if ((await schemaVersion(database)) > migrations.length) throw newerConversations(path);
    await migrate(database, migrations);
    await assertWhole(database);
    await tidy(database, now());
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Reads a little of what every use needs. */
async function assertWhole(database: SqliteDatabase): Promise<void> {
  const names = (await database.all('SELECT name FROM sqlite_schema')).map(({ name }) => name);
  if (tableNames.some((name) => !names.includes(name))) throw damagedDatabase(database.path, 'tables are missing');
  await database.all('SELECT rowid FROM words WHERE words MATCH \'"abc"\' LIMIT 1');
}

async function tidy(database: SqliteDatabase, now: number): Promise<void> {
  await markInterrupted(database, now);
  const empty = 'NOT EXISTS (SELECT 1 FROM messages WHERE conversation = number)';
  await database.run(`DELETE FROM conversations WHERE updated_at < ? AND ${empty}`, [now - emptyMs]);
}
