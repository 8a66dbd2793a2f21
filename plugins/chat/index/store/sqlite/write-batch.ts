import type { IndexBatch } from '../index-store.js';
import { readMeta } from './meta-rows.js';
import { moveFiles } from './move-files.js';
import { putFiles } from './put-files.js';
import { removeFiles } from './remove-files.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { putVectors } from './vector-rows.js';

const touch = `
  UPDATE files SET size = now.size, mtime_ms = now.mtime_ms, generation = ?2
  FROM (SELECT value ->> 0 AS path, value ->> 1 AS size, value ->> 2 AS mtime_ms FROM json_each(?1)) AS now
  WHERE files.path = now.path`;

/** Readers load these files again. */
const renew = 'UPDATE files SET generation = ?2 WHERE id IN (SELECT value FROM json_each(?1))';

/** Writes a batch as one generation, inside a transaction of the caller. Gives the ids of files that were put, by path. */
export async function writeBatch(
  database: SqliteDatabase,
  batch: IndexBatch,
  generation: number,
): Promise<ReadonlyMap<string, number>> {
  await removeFiles(database, batch.remove, generation);
  await moveFiles(database, batch.move, generation);
  const ids = await putFiles(database, batch.put, generation);
  await touchFiles(database, batch.touch, generation);
  await addVectors(database, batch.vectors, generation);
  return ids;
}

/** Whether there is nothing to write. */
export function isEmptyBatch({ put, remove, move, touch: touched, vectors }: IndexBatch): boolean {
  return [put, remove, move, touched, vectors].every((part) => part.length === 0);
}

async function touchFiles(database: SqliteDatabase, files: IndexBatch['touch'], generation: number): Promise<void> {
  if (files.length === 0) return;
  const values = files.map(({ path, size, mtimeMs }) => [path, size, mtimeMs]);
  await database.run(touch, [JSON.stringify(values), generation]);
}

async function addVectors(database: SqliteDatabase, rows: IndexBatch['vectors'], generation: number): Promise<void> {
  if (rows.length === 0) return;
  await putVectors(database, rows);
  const { embedder } = await readMeta(database);
  // Those of an embedder that is not searched yet are nobody's concern.
  const searched = rows.filter(({ vectors }) => vectors.embedder === embedder).map(({ fileId }) => fileId);
  if (searched.length > 0) await database.run(renew, [JSON.stringify(searched), generation]);
}
