import { chunksPerFile, type ChunkContent } from '../index-store.js';
import type { SqliteDatabase } from './sqlite-database.js';

/** How many characters one statement is given: what it costs to start one is little then, and so is the memory. */
const sliceCharacters = 2_000_000;

export interface ChunkTexts {
  readonly fileId: number;
  readonly texts: readonly string[];
}

export interface ChunkTerms {
  readonly fileId: number;
  readonly terms: readonly ChunkContent['terms'][];
}

/** Rows of new files. */
export async function insertTexts(database: SqliteDatabase, files: readonly ChunkTexts[]): Promise<void> {
  const rows = files.flatMap(({ fileId, texts }) =>
    texts.map((text, place) => [fileId * chunksPerFile + place, text] as const),
  );
  for (const slice of slices(rows, ([, text]) => text.length)) {
    await database.run('INSERT INTO chunks SELECT value ->> 0, value ->> 1 FROM json_each(?)', [JSON.stringify(slice)]);
  }
}

/** Rows of files that have none yet. */
export async function insertTerms(database: SqliteDatabase, files: readonly ChunkTerms[]): Promise<void> {
  const rows = files.flatMap(({ fileId, terms }) =>
    terms.map(({ path, symbol, body }, place) => [fileId * chunksPerFile + place, path, symbol, body] as const),
  );
  for (const slice of slices(rows, ([, path, symbol, body]) => path.length + symbol.length + body.length)) {
    await database.run(
      'INSERT INTO terms (rowid, path, symbol, body) ' +
        'SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)',
      [JSON.stringify(slice)],
    );
  }
}

const chunksOfFiles = `
  SELECT chunks.id FROM json_each(?) AS file
  JOIN chunks ON chunks.id BETWEEN file.value * ${chunksPerFile} AND file.value * ${chunksPerFile} + ${chunksPerFile - 1}`;

export async function deleteTexts(database: SqliteDatabase, fileIds: readonly number[]): Promise<void> {
  await database.run(`DELETE FROM chunks WHERE id IN (${chunksOfFiles})`, [JSON.stringify(fileIds)]);
}

/** While their texts are still there. */
export async function deleteTerms(database: SqliteDatabase, fileIds: readonly number[]): Promise<void> {
  await database.run(`DELETE FROM terms WHERE rowid IN (${chunksOfFiles})`, [JSON.stringify(fileIds)]);
}

function* slices<T>(rows: readonly T[], sizeOf: (row: T) => number): Generator<readonly T[]> {
  let start = 0;
  let size = 0;
  for (const [index, row] of rows.entries()) {
    size += sizeOf(row);
    if (size < sliceCharacters) continue;
    yield rows.slice(start, index + 1);
    start = index + 1;
    size = 0;
  }
  if (start < rows.length) yield rows.slice(start);
}
