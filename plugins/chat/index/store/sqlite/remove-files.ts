import { deleteTerms, deleteTexts } from './chunk-rows.js';
import type { SqliteDatabase } from './sqlite-database.js';

/** Drops the files at these paths with all that belongs to them. */
export async function removeFiles(
  database: SqliteDatabase,
  paths: readonly string[],
  generation: number,
): Promise<void> {
  if (paths.length === 0) return;
  const rows = await database.all('SELECT id FROM files WHERE path IN (SELECT value FROM json_each(?))', [
    JSON.stringify(paths),
  ]);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => Number(id));
  const idList = JSON.stringify(ids);
  await deleteTerms(database, ids);
  await deleteTexts(database, ids);
  await database.run('DELETE FROM vectors WHERE file_id IN (SELECT value FROM json_each(?))', [idList]);
  await database.run('DELETE FROM files WHERE id IN (SELECT value FROM json_each(?))', [idList]);
  await database.run('INSERT INTO tombstones SELECT value, ?2 FROM json_each(?1)', [idList, generation]);
}
