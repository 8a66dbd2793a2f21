import type { Database } from 'sqlite3';

export type Row = Readonly<Record<string, unknown>>;

/** How long another devmgr that writes is waited for. */
const busyMs = 5_000;

/** One connection to a file of SQLite, or to `:memory:`. All work is done in sqlite's threads. */
export class SqliteConnection {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Opens or makes the file. Rejects when that is not possible; a file that is none is found at the first statement. */
  static async open(path: string): Promise<SqliteConnection> {
    const { default: sqlite } = await import('sqlite3');
    const database = await new Promise<Database>((resolve, reject) => {
      const opened: Database = new sqlite.Database(path, (error) => (error ? reject(error) : resolve(opened)));
    });
    database.configure('busyTimeout', busyMs);
    return new SqliteConnection(database);
  }

  /** Resolves to how many rows were changed. */
  run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#database.run(sql, parameters, function (error: Error | null) {
        if (error) reject(error);
        else resolve(this.changes);
      });
    });
  }

  all(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      this.#database.all<Row>(sql, parameters, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  /** All of it or nothing. One at a time: the caller sees to that. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN IMMEDIATE');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // A full disk has rolled back already.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#database.close(() => resolve()));
  }
}
