import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { migrate, schemaVersion } from '../../index/store/sqlite/migrate.js';
import { openIntact } from '../../index/store/sqlite/open-intact.js';
import { putAside } from '../../index/store/sqlite/put-aside.js';
import { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import { damagedDatabase } from '../../index/store/sqlite/storage-error.js';
import { withLock } from '../../index/store/sqlite/with-lock.js';
import type { OpenedConversationStore, OpenStore } from '../conversation-keeper.js';
import { conversationStorageError, newerConversations } from './conversation-storage-error.js';
import { markInterrupted } from './mark-interrupted.js';
import { migrations, tableNames } from './schema.js';
import { SqliteConversationStore } from './sqlite-conversation-store.js';

/** What the log may keep of the disk after a large write. */
const logBytes = 4_000_000;
/** How long a conversation is kept whose only question was taken back. */
const emptyMs = 24 * 60 * 60 * 1000;
/** How long another process that writes is waited for: by one that waits, and by one that does not. */
const [busyMs, quickMs] = [5_000, 100];

/**
 * Opens or makes the database, with its folder. A damaged one is renamed to `<path>.broken-<n>` (one is kept) and a new one
 * begun. Rejects with `DEVMGR_STORAGE_FAILED`: no permission, full disk, made by a newer devmgr. `now`: milliseconds since the
 * epoch, the same in all processes that use the file. Without `waits` it rejects at once while another process writes.
 */
export async function openConversationStore(
  path: string,
  now: () => number = Date.now,
  { waits }: Parameters<OpenStore>[0] = { waits: true },
): Promise<OpenedConversationStore> {
  const sqlite3Url = import.meta.resolve('sqlite3');
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const open = () => openWhole(path, sqlite3Url, { now, waits });
    return await withLock(path, sqlite3Url, async () => {
      const intact = await openIntact(path, open);
      if (intact) return { store: new SqliteConversationStore(intact, now), notes: [] };
      const aside = await putAside(path);
      const store = new SqliteConversationStore(await open(), now);
      const note = `The conversations were damaged and begin anew; what was there is kept in ${aside ?? ''}`;
      return { store, notes: aside === undefined ? [] : [note] };
    });
  } catch (error) {
    throw conversationStorageError(error, path);
  }
}

async function openWhole(
  path: string,
  sqlite3Url: string,
  { now, waits }: { readonly now: () => number; readonly waits: boolean },
): Promise<SqliteDatabase> {
  const database = await SqliteDatabase.open(path, sqlite3Url, 'create', waits ? busyMs : quickMs);
  try {
    await database.run('PRAGMA journal_mode = WAL');
    await database.run('PRAGMA synchronous = NORMAL');
    await database.run('PRAGMA foreign_keys = ON');
    await database.run(`PRAGMA journal_size_limit = ${logBytes}`);
    if ((await schemaVersion(database)) > migrations.length) throw newerConversations(path);
    await migrate(database, migrations);
    await assertWhole(database);
    await tidy(database, now());
    await database.run(`PRAGMA busy_timeout = ${busyMs}`);
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
