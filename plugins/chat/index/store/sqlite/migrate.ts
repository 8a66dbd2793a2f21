import { damagedDatabase, newerSchema } from './storage-error.js';
import type { SqliteDatabase } from './sqlite-database.js';

/** Brings a database one version further; what it does is part of a transaction. */
export type Migration = (database: SqliteDatabase) => Promise<void>;

/**
 * Brings a database to the last version, each step as a whole or not at all. Rejects with `DEVMGR_STORAGE_FAILED` when it is
 * beyond that: a newer devmgr made it; and as damaged with a version that there never was.
 */
export async function migrate(database: SqliteDatabase, migrations: readonly Migration[]): Promise<void> {
  const version = await schemaVersion(database);
  if (version < 0) throw damagedDatabase(database.path, `its version is ${version}`);
  if (version > migrations.length) throw newerSchema(database.path);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    await database.transaction('write', async () => {
      await migration(database);
      await database.run(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** 0: an empty file. */
export async function schemaVersion(database: SqliteDatabase): Promise<number> {
  return Number(await database.value('PRAGMA user_version'));
}
