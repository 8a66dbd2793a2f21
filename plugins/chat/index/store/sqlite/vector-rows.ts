import type { FileVectors } from '../index-store.js';
import type { SqliteDatabase } from './sqlite-database.js';

export interface VectorRow {
  readonly fileId: number;
  readonly vectors: FileVectors;
}

/** One parameter holds the vectors of all files, JSON says where those of each are. A file that is not there is left out. */
const insert = `
  INSERT OR REPLACE INTO vectors (file_id, embedder, dimensions, data)
  SELECT value ->> 0, value ->> 1, value ->> 2, substr(?1, value ->> 3, value ->> 4) FROM json_each(?2)
  WHERE value ->> 0 IN (SELECT id FROM files)`;

/** How many bytes one statement is given. */
const sliceBytes = 4_000_000;

/** Vectors of files, in place of those of the same embedder. A file without chunks has none. */
export async function putVectors(database: SqliteDatabase, all: readonly VectorRow[]): Promise<void> {
  const rows = all.filter(({ vectors }) => vectors.data.length > 0);
  for (let start = 0; start < rows.length;) {
    let end = start;
    for (let bytes = 0; end < rows.length && bytes < sliceBytes; end++) bytes += rows[end]?.vectors.data.length ?? 0;
    await putSlice(database, rows.slice(start, end));
    start = end;
  }
}

async function putSlice(database: SqliteDatabase, rows: readonly VectorRow[]): Promise<void> {
  // From one, as substr() counts.
  let at = 1;
  const places = rows.map(({ fileId, vectors: { embedder, dimensions, data } }) => {
    const place = [fileId, embedder, dimensions, at, data.length];
    at += data.length;
    return place;
  });
  const bytes = Buffer.concat(rows.map(({ vectors }) => vectors.data));
  await database.run(insert, [bytes, JSON.stringify(places)]);
}
