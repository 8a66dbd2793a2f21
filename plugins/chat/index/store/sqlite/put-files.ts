import { chunksPerFile, type FileContent } from '../index-store.js';
import { insertTerms, insertTexts } from './chunk-rows.js';
import { outlineEntries } from './outline-json.js';
import { removeFiles } from './remove-files.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { putVectors } from './vector-rows.js';

const insert = `
  INSERT INTO files (path, hash, size, mtime_ms, language, imports, outline, generation)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value -> 5, value -> 6, ?2 FROM json_each(?1)
  RETURNING id, path`;

/** Keeps files under new ids, in place of those at the same paths. Gives the ids by path. */
export async function putFiles(
  database: SqliteDatabase,
  contents: readonly FileContent[],
  generation: number,
): Promise<ReadonlyMap<string, number>> {
  if (contents.length === 0) return new Map();
  // The last one of a path counts.
  const files = [...new Map(contents.map((file) => [file.path, file])).values()];
  await removeFiles(
    database,
    files.map(({ path }) => path),
    generation,
  );
  const ids = await insertFiles(database, files, generation);
  const known = files.flatMap((file) => {
    const fileId = ids.get(file.path);
    return fileId === undefined ? [] : [{ ...file, fileId }];
  });
  await insertTexts(
    database,
    known.map(({ fileId, chunks }) => ({ fileId, texts: chunks.map(({ text }) => text) })),
  );
  await insertTerms(
    database,
    known.map(({ fileId, chunks }) => ({ fileId, terms: chunks.map(({ terms }) => terms) })),
  );
  await putVectors(
    database,
    known.flatMap(({ fileId, vectors }) => (vectors ? [{ fileId, vectors }] : [])),
  );
  return ids;
}

async function insertFiles(
  database: SqliteDatabase,
  files: readonly FileContent[],
  generation: number,
): Promise<ReadonlyMap<string, number>> {
  const values = files.map((file) => {
    if (file.chunks.length > chunksPerFile) throw new RangeError(`${file.path} has more than ${chunksPerFile} chunks`);
    const { path, hash, size, mtimeMs, language, imports, chunks } = file;
    return [path, hash, size, mtimeMs, language, imports, outlineEntries(chunks)];
  });
  const rows = await database.all(insert, [JSON.stringify(values), generation]);
  return new Map(rows.map(({ id, path }) => [String(path), Number(id)]));
}
