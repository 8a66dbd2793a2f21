import { stat } from 'node:fs/promises';
import type { IndexChanges, IndexReader, KeywordHit, LoadedFile, SkippedFile } from '../index-store.js';
import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import { fileColumns, storedFile, storedVectors } from './file-rows.js';
import { KeywordSearch, type KeywordOptions } from './keyword-search.js';
import { readMeta } from './meta-rows.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { replacedDatabase } from './storage-error.js';
import { TaskQueue } from './task-queue.js';

const changedFiles = `
  SELECT ${fileColumns}, dimensions, data FROM files
  LEFT JOIN vectors ON vectors.file_id = files.id AND vectors.embedder = ?2
  WHERE files.generation > ?1 ORDER BY files.id`;

/** Reads through one connection that cannot write. When another devmgr has made the database anew, it reads the new one. */
export class SqliteIndexReader implements IndexReader {
  readonly #open: () => Promise<SqliteDatabase | undefined>;
  readonly #queue = new TaskQueue();
  readonly #keyword = new KeywordSearch();
  #database: SqliteDatabase;

  /** The database has the newest schema; it is closed with the reader. `open` opens the one that is at its path now. */
  constructor(database: SqliteDatabase, open: () => Promise<SqliteDatabase | undefined>) {
    this.#database = database;
    this.#open = open;
  }

  generation(): Promise<number> {
    return this.#queue.run(async () => {
      await this.#renew();
      return (await readMeta(this.#database)).generation;
    });
  }

  changesSince(generation: number): Promise<IndexChanges> {
    return this.#queue.run(async () => {
      await this.#renew();
      this.#keyword.forget();
      return this.#database.transaction('read', () => this.#changesSince(generation));
    });
  }

  keyword(terms: readonly string[], options: KeywordOptions): Promise<readonly KeywordHit[]> {
    return this.#keyword.search(this.#database, terms, options);
  }

  async texts(chunkIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows = await this.#database.all('SELECT id, text FROM chunks WHERE id IN (SELECT value FROM json_each(?))', [
      JSON.stringify(chunkIds),
    ]);
    return new Map(rows.map(({ id, text }) => [Number(id), String(text)]));
  }

  async skipped(): Promise<readonly SkippedFile[]> {
    const rows = await this.#database.all('SELECT path, reason FROM skipped');
    return rows.map(({ path, reason }) => ({ path: String(path), reason: reason as SkipReason }));
  }

  async sizeBytes(): Promise<number> {
    const sizes = await Promise.all(['', '-wal'].map((part) => sizeOf(this.#database.path + part)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  close(): Promise<void> {
    return this.#queue.run(() => this.#database.close());
  }

  async #renew(): Promise<void> {
    if (await this.#database.isInPlace()) return;
    const before = this.#database;
    const now = await this.#open();
    if (!now) throw replacedDatabase(before.path);
    this.#database = now;
    await before.close();
  }

  async #changesSince(since: number): Promise<IndexChanges> {
    const { generation, pruned, embedder } = await readMeta(this.#database);
    const isComplete = since < pruned || since > generation;
    const from = isComplete ? -1 : since;
    const files = await this.#database.map(changedFiles, [from, embedder ?? null], (row): LoadedFile => ({
      ...storedFile(row),
      vectors: embedder === undefined ? undefined : storedVectors(row, embedder),
    }));
    return { generation, isComplete, embedder, files, removed: isComplete ? [] : await this.#removedSince(since) };
  }

  async #removedSince(generation: number): Promise<readonly number[]> {
    const rows = await this.#database.all('SELECT file_id FROM tombstones WHERE generation > ?', [generation]);
    return rows.map(({ file_id: id }) => Number(id));
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
