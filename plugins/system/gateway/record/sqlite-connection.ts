import type { Database } from 'sqlite3';

export type Row = Readonly<Record<string, unknown>>;

/** How long another devmgr that writes is waited for. */
const BUSY_MS = 5_000;

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
    database.configure('busyTimeout', BUSY_MS);
    return new SqliteConnection(database);
  }

  run(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.run(sql, parameters, (error) => (error ? reject(error) : resolve()));
    });
  }

  all(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      this.#database.all<Row>(sql, parameters, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#database.close(() => resolve()));
  }
}
