import { stat } from 'node:fs/promises';
import type sqlite3 from 'sqlite3';
import type { Database } from 'sqlite3';
import { threadGate } from '../../native/thread-gate.js';
import { markDamaged } from './damage-mark.js';
import { isDamage, replacedDatabase, storageError } from './storage-error.js';

export type Row = Readonly<Record<string, unknown>>;
export type Parameters = readonly (string | number | null | Uint8Array)[];

type Done<T> = (error: Error | null, result: T) => void;

/** How long one waits for another that writes. */
const busyTimeoutMs = 5_000;
/** Of each connection. No memory map: a file that is cut off would end the process. */
const cacheKilobytes = 16_384;

/**
 * A connection, with promises. Work is done in threads of sqlite3; statements that are not awaited may run in any order.
 * Rejects with `DEVMGR_STORAGE_FAILED`, and then remembers beside the file if it is damaged.
 */
export class SqliteDatabase {
  readonly path: string;
  readonly #database: Database;
  readonly #inode: bigint | undefined;

  private constructor(path: string, database: Database, inode: bigint | undefined) {
    this.path = path;
    this.#database = database;
    this.#inode = inode;
  }

  /** `sqlite3Url`: of the package's main module. `busyMs`: how long another that writes is waited for. */
  static async open(
    path: string,
    sqlite3Url: string,
    access: 'read' | 'write' | 'create' = 'create',
    busyMs = busyTimeoutMs,
  ): Promise<SqliteDatabase> {
    const { default: sqlite } = (await import(sqlite3Url)) as { default: typeof sqlite3 };
    const flags = {
      read: sqlite.OPEN_READONLY,
      write: sqlite.OPEN_READWRITE,
      create: sqlite.OPEN_READWRITE | sqlite.OPEN_CREATE,
    };
    try {
      const database = await inNativeCode<Database>((done) => {
        const opened: Database = new sqlite.Database(path, flags[access], (error) => done(error, opened));
      });
      database.configure('busyTimeout', busyMs);
      return await SqliteDatabase.#prepare(path, database);
    } catch (error) {
      throw storageError(error, path);
    }
  }

  static async #prepare(path: string, database: Database): Promise<SqliteDatabase> {
    const inode = await inodeOf(path);
    const connection = new SqliteDatabase(path, database, inode);
    try {
      await connection.run(`PRAGMA cache_size = -${cacheKilobytes}`);
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  run(sql: string, parameters: Parameters = []): Promise<void> {
    return this.#settle((done) => this.#database.run(sql, parameters, done));
  }

  /** Several statements without parameters. */
  exec(sql: string): Promise<void> {
    return this.#settle((done) => this.#database.exec(sql, done));
  }

  all(sql: string, parameters: Parameters = []): Promise<readonly Row[]> {
    return this.#settle<readonly Row[]>((done) => this.#database.all<Row>(sql, parameters, done));
  }

  /** Rows as `read` understands them; a `SyntaxError` of it is damage. */
  async map<T>(sql: string, parameters: Parameters, read: (row: Row) => T): Promise<readonly T[]> {
    const rows = await this.all(sql, parameters);
    try {
      return rows.map(read);
    } catch (error) {
      throw await this.#failure(error);
    }
  }

  /** The first column of the first row. */
  async value(sql: string, parameters: Parameters = []): Promise<unknown> {
    return Object.values((await this.all(sql, parameters))[0] ?? {})[0];
  }

  /** What `work` does happens as a whole or not at all. Not to be called while another one is on. */
  async transaction<T>(kind: 'write' | 'read', work: () => Promise<T>): Promise<T> {
    await this.run(kind === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // After some failures (a full disk) sqlite has done it already.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Whether the path still means this file: another devmgr may have put it aside. */
  async isInPlace(): Promise<boolean> {
    return this.#inode !== undefined && (await inodeOf(this.path)) === this.#inode;
  }

  /** Rejects when the file was replaced. */
  async assertInPlace(): Promise<void> {
    if (!(await this.isInPlace())) throw replacedDatabase(this.path);
  }

  close(): Promise<void> {
    // A thread that ends closes what is open by itself.
    return inNativeCode<void>((done) => this.#database.close(() => done(null))).catch(() => undefined);
  }

  async #settle<T>(start: (done: Done<T>) => void): Promise<T> {
    try {
      return await inNativeCode(start);
    } catch (error) {
      throw await this.#failure(error);
    }
  }

  async #failure(error: unknown): Promise<Error> {
    if (isDamage(error) && (await this.isInPlace())) await markDamaged(this.path);
    return storageError(error, this.path);
  }
}

/** sqlite3 has something left to do after it has called back: who waits goes on when that is done. */
function inNativeCode<T>(start: (done: Done<T>) => void): Promise<T> {
  return threadGate.pass(
    () =>
      new Promise((resolve, reject) =>
        start((error, result) => setImmediate(() => (error ? reject(error) : resolve(result)))),
      ),
  );
}

/** `undefined`: nothing is there. The file is never opened for it: closing it would release the locks of this process. */
async function inodeOf(path: string): Promise<bigint | undefined> {
  return (await stat(path, { bigint: true }).catch(() => undefined))?.ino;
}
