import { access } from 'node:fs/promises';
import type { IndexReader } from '../index-store.js';
import { isMarkedDamaged } from './damage-mark.js';
import { schemaVersion } from './migrate.js';
import { migrations } from './schema.js';
import { SqliteDatabase } from './sqlite-database.js';
import { SqliteIndexReader } from './sqlite-index-reader.js';
import { isDamage, newerSchema } from './storage-error.js';

/**
 * Opens the database of an index for reading. `undefined`: there is none yet, or none of use before somebody has opened it for
 * writing, which puts a damaged one aside. Rejects with `DEVMGR_STORAGE_FAILED`: no permission, made by a newer devmgr.
 * `sqlite3Url`: URL of the package's main module.
 */
export async function openIndexReader(path: string, sqlite3Url: string): Promise<IndexReader | undefined> {
  const open = () => openDatabase(path, sqlite3Url);
  const database = await open();
  return database && new SqliteIndexReader(database, open);
}

async function openDatabase(path: string, sqlite3Url: string): Promise<SqliteDatabase | undefined> {
  if (!(await isThere(path)) || (await isMarkedDamaged(path))) return undefined;
  try {
    const database = await SqliteDatabase.open(path, sqlite3Url, 'read');
    const version = await schemaVersion(database).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    if (version === migrations.length) return database;
    await database.close();
    if (version > migrations.length) throw newerSchema(path);
    return undefined;
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
