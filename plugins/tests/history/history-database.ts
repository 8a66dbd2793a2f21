import type { Database } from 'sqlite3';

/** Results kept of each test. */
export const keptResults = 10;

/** What is written after a run. */
export interface RecordedResult {
  readonly id: string;
  readonly outcome: string;
  readonly durationMs: number | null;
}

/** What is known of a test. */
export interface TestHistory {
  readonly id: string;
  /** Outcomes, oldest first. */
  readonly outcomes: readonly string[];
  /** Of the last result that had one. */
  readonly durationMs: number | undefined;
}

const schemaVersion = 1;
const schema = `
  CREATE TABLE IF NOT EXISTS result (
    test TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL, duration_ms REAL, run TEXT NOT NULL,
    PRIMARY KEY (test, at, run)
  ) WITHOUT ROWID`;

const insert = `
  INSERT OR REPLACE INTO result (test, at, outcome, duration_ms, run)
  SELECT json_extract(value, '$.id'), ?, json_extract(value, '$.outcome'), json_extract(value, '$.durationMs'), ?
  FROM json_each(?)`;

const prune = `
  DELETE FROM result WHERE (test, at, run) IN (
    SELECT test, at, run FROM (
      SELECT test, at, run, row_number() OVER (PARTITION BY test ORDER BY at DESC, run DESC) AS age FROM result
    ) WHERE age > ${keptResults})`;

const select = `
  SELECT test, group_concat(outcome, ' ') AS outcomes, max(at) AS at, duration_ms AS duration
  FROM (SELECT * FROM result ORDER BY test, at, run) GROUP BY test`;

/** The file `history.sqlite` of a project. Several devmgr may use it at once. All work is done in sqlite's threads. */
export class HistoryDatabase {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Opens or makes the file. Rejects when that is not possible, or when a newer devmgr has changed its shape. */
  static async open(path: string): Promise<HistoryDatabase> {
    const { default: sqlite } = await import('sqlite3');
    const database = await new Promise<Database>((resolve, reject) => {
      const opened: Database = new sqlite.Database(path, (error) => (error ? reject(error) : resolve(opened)));
    });
    const history = new HistoryDatabase(database);
    try {
      await history.#prepare();
    } catch (error) {
      await history.close();
      throw error;
    }
    return history;
  }

  async record(run: string, at: number, results: readonly RecordedResult[]): Promise<void> {
    // One statement each: nobody else's writes come in between, whatever happens to this process.
    await this.#run(insert, [at, run, JSON.stringify(results)]);
    await this.#run(prune);
  }

  async read(): Promise<readonly TestHistory[]> {
    const rows = await this.#all(select);
    return rows.map((row) => ({
      id: String(row['test']),
      outcomes: String(row['outcomes']).split(' '),
      durationMs: typeof row['duration'] === 'number' ? row['duration'] : undefined,
    }));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#database.close(() => resolve()));
  }

  async #prepare(): Promise<void> {
    this.#database.configure('busyTimeout', 5_000);
    await this.#run('PRAGMA journal_mode = WAL');
    await this.#run('PRAGMA synchronous = NORMAL');
    const version = (await this.#all('PRAGMA user_version'))[0]?.['user_version'];
    if (typeof version === 'number' && version > schemaVersion) throw new Error('made by a newer devmgr');
    await this.#run(schema);
    await this.#run(`PRAGMA user_version = ${schemaVersion}`);
  }

  #run(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.run(sql, parameters, (error: Error | null) => (error ? reject(error) : resolve()));
    });
  }

  #all(sql: string): Promise<readonly Record<string, unknown>[]> {
    return new Promise((resolve, reject) => {
      this.#database.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }
}
