import type { FileVectors, IndexBatch, IndexWriter, SkippedFile, StoreCounts, StoredFile } from '../index-store.js';
import { chunksPerFile } from '../index-store.js';
import { readCounts } from './count-rows.js';
import { fileColumns, storedFile, storedVectors } from './file-rows.js';
import { forgetBefore, nextGeneration, readMeta } from './meta-rows.js';
import { parseOutline } from './outline-json.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { TaskQueue } from './task-queue.js';
import { isEmptyBatch, writeBatch } from './write-batch.js';

/** Writes through one connection: calls wait for each other. */
export class SqliteIndexWriter implements IndexWriter {
  readonly #database: SqliteDatabase;
  readonly #queue = new TaskQueue();

  /** The database is whole and has the newest schema; it is closed with the writer. */
  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  counts(): Promise<StoreCounts> {
    return this.#queue.run(() => readCounts(this.#database));
  }

  files(): Promise<readonly StoredFile[]> {
    return this.#queue.run(() => this.#database.map(`SELECT ${fileColumns} FROM files ORDER BY id`, [], storedFile));
  }

  apply(batch: IndexBatch): ReturnType<IndexWriter['apply']> {
    return this.#write(async (database) => {
      if (isEmptyBatch(batch)) return { generation: (await readMeta(database)).generation, ids: new Map() };
      const generation = await nextGeneration(database);
      return { generation, ids: await writeBatch(database, batch, generation) };
    });
  }

  setSkipped(files: readonly SkippedFile[]): Promise<void> {
    const rows = JSON.stringify(files.map(({ path, reason }) => [path, reason]));
    return this.#write(async (database) => {
      await database.run('DELETE FROM skipped WHERE path NOT IN (SELECT value ->> 0 FROM json_each(?))', [rows]);
      await database.run(
        'INSERT INTO skipped SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true ' +
          'ON CONFLICT (path) DO UPDATE SET reason = excluded.reason WHERE reason <> excluded.reason',
        [rows],
      );
    });
  }

  vectorsOf(fileIds: readonly number[], embedder: string): Promise<ReadonlyMap<number, FileVectors>> {
    return this.#queue.run(async () => {
      const rows = await this.#database.all(
        'SELECT file_id, dimensions, data FROM vectors WHERE file_id IN (SELECT value FROM json_each(?)) AND embedder = ?',
        [JSON.stringify(fileIds), embedder],
      );
      return new Map(
        rows.flatMap((row) => {
          const vectors = storedVectors(row, embedder);
          return vectors ? [[Number(row['file_id']), vectors] as const] : [];
        }),
      );
    });
  }

  filesWithout(embedder: string): Promise<readonly { readonly id: number; readonly path: string }[]> {
    return this.#queue.run(async () => {
      const rows = await this.#database.all(
        "SELECT id, path FROM files WHERE outline <> '[]' " +
          'AND NOT EXISTS (SELECT 1 FROM vectors WHERE file_id = files.id AND embedder = ?) ORDER BY id',
        [embedder],
      );
      return rows.map(({ id, path }) => ({ id: Number(id), path: String(path) }));
    });
  }

  textsOf(fileId: number): Promise<readonly { readonly text: string; readonly hash: string }[]> {
    return this.#queue.run(async () => {
      const outlines = await this.#database.map('SELECT outline FROM files WHERE id = ?', [fileId], ({ outline }) =>
        parseOutline(String(outline)),
      );
      const rows = await this.#database.all('SELECT text FROM chunks WHERE id BETWEEN ? AND ? ORDER BY id', [
        fileId * chunksPerFile,
        fileId * chunksPerFile + chunksPerFile - 1,
      ]);
      const texts = rows.map(({ text }) => String(text));
      return outlines.flat().map(({ hash }, place) => ({ text: texts[place] ?? '', hash }));
    });
  }

  setActiveEmbedder(embedder: string | undefined): Promise<void> {
    return this.#write(async (database) => {
      await database.run('DELETE FROM vectors WHERE embedder IS NOT ?', [embedder ?? null]);
      if ((await readMeta(database)).embedder === embedder) return;
      await database.run("INSERT OR REPLACE INTO meta VALUES ('embedder', ?)", [embedder ?? null]);
      await forgetBefore(database, await nextGeneration(database));
    });
  }

  clear(): Promise<void> {
    return this.#write(async (database) => {
      await database.exec(
        'DELETE FROM files; DELETE FROM chunks; DELETE FROM vectors; DELETE FROM skipped;' +
          "INSERT INTO terms (terms) VALUES ('delete-all')",
      );
      await forgetBefore(database, await nextGeneration(database));
    });
  }

  close(): Promise<void> {
    return this.#queue.run(() => this.#database.close());
  }

  #write<T>(work: (database: SqliteDatabase) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      await this.#database.assertInPlace();
      return this.#database.transaction('write', () => work(this.#database));
    });
  }
}
