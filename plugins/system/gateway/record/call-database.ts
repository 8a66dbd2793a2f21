import { constants } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import type { CallQuery, CallRecord } from './call-record.js';
import { callColumns, callOf, callValues } from './call-row.js';
import { SqliteConnection } from './sqlite-connection.js';

/** Raised when tables change their shape. */
const VERSION = 1;
/** Texts are large: of so many calls they are kept. */
const KEPT_TEXTS = 1_000;
/** Bytes of them in all, of which the oldest go first. */
const KEPT_TEXT_BYTES = 200 * 1024 * 1024;
/** A row that was removed leaves room for the next one; so many at once is a few milliseconds of work for SQLite. */
const REMOVED_AT_ONCE = 1_000;

const schema = [
  `CREATE TABLE IF NOT EXISTS call (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, started_at INTEGER NOT NULL,
    client TEXT NOT NULL, request TEXT NOT NULL, model TEXT, route TEXT, target TEXT, tries TEXT NOT NULL,
    status INTEGER NOT NULL, outcome TEXT NOT NULL, is_stream INTEGER NOT NULL, first_token_ms REAL, duration_ms REAL NOT NULL,
    input_tokens INTEGER, output_tokens INTEGER, cost_usd REAL, error TEXT)`,
  `CREATE TABLE IF NOT EXISTS call_text (number INTEGER PRIMARY KEY, sent TEXT, said TEXT)`,
];

/** Rows of one statement: each statement is a way to SQLite's thread and back. Of so many the values are still far below SQLite's limit. */
const ROWS_AT_ONCE = 100;
const row = `(${callColumns.map(() => '?').join(', ')})`;
const insertText = `INSERT OR REPLACE INTO call_text (number, sent, said) SELECT number, ?, ? FROM call WHERE id = ?`;
const prune = `DELETE FROM call WHERE number IN (SELECT number FROM call WHERE number <= (SELECT max(number) FROM call) - ?
  ORDER BY number LIMIT ${REMOVED_AT_ONCE})`;
const pruneTexts = `DELETE FROM call_text WHERE number <= (SELECT max(number) FROM call) - ? OR number < (SELECT min(number) FROM call)`;

/** The sizes of values are known without reading them. */
const pruneLargeTexts = `DELETE FROM call_text WHERE number IN (SELECT number FROM (SELECT number,
  sum(coalesce(octet_length(sent), 0) + coalesce(octet_length(said), 0)) OVER (ORDER BY number DESC) AS bytes FROM call_text)
  WHERE bytes > ?)`;

/** The file `gateway.sqlite` of a project. Several devmgr may use it at once. */
export class CallDatabase {
  readonly #connection: SqliteConnection;

  private constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Opens or makes the file, or one in memory (`:memory:`). Rejects when that is not possible, or when a newer devmgr has changed its shape. */
  static async open(path: string): Promise<CallDatabase> {
    if (path !== ':memory:') await keepToOwner(path);
    const connection = await SqliteConnection.open(path);
    try {
      await connection.run('PRAGMA journal_mode = WAL');
      await connection.run('PRAGMA synchronous = NORMAL');
      await connection.run('PRAGMA journal_size_limit = 8000000');
      await prepare(connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return new CallDatabase(connection);
  }

  /** Writes all of them or none, and lets go of the oldest beyond `keep`. */
  async add(records: readonly CallRecord[], keep: number, keptTextBytes = KEPT_TEXT_BYTES): Promise<void> {
    const connection = this.#connection;
    await connection.run('BEGIN IMMEDIATE');
    try {
      for (let at = 0; at < records.length; at += ROWS_AT_ONCE) {
        const some = records.slice(at, at + ROWS_AT_ONCE);
        await connection.run(insertCalls(some.length), some.flatMap(callValues));
      }
      const withTexts = records.filter(({ sent, said }) => sent !== undefined || said !== undefined);
      for (const { sent, said, id } of withTexts) await connection.run(insertText, [sent ?? null, said ?? null, id]);
      await connection.run(prune, [keep]);
      await connection.run(pruneTexts, [Math.min(keep, KEPT_TEXTS)]);
      if (withTexts.length > 0) await connection.run(pruneLargeTexts, [keptTextBytes]);
      await connection.run('COMMIT');
    } catch (error) {
      // A full disk has rolled back already.
      await connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Newest first, without texts. */
  async calls({ limit, before, outcome, text, since }: CallQuery): Promise<readonly CallRecord[]> {
    const bounds: string[] = [];
    const values: (string | number)[] = [];
    const bound = (sql: string, ...given: readonly (string | number)[]) => {
      bounds.push(sql);
      values.push(...given);
    };
    if (before !== undefined) bound('number < (SELECT number FROM call WHERE id = ?)', before);
    if (outcome !== undefined) bound('outcome = ?', outcome);
    if (since !== undefined) bound('started_at >= ?', since);
    for (const word of words(text)) bound(`instr(lower(${searched}), ?) > 0`, word);
    const where = bounds.length > 0 ? `WHERE ${bounds.join(' AND ')}` : '';
    const rows = await this.#connection.all(`SELECT * FROM call ${where} ORDER BY number DESC LIMIT ?`, [
      ...values,
      limit,
    ]);
    return rows.map(callOf);
  }

  /** Those whose id begins so, two at most, with their texts. */
  async named(id: string): Promise<readonly CallRecord[]> {
    const sql = `SELECT call.*, sent, said FROM call LEFT JOIN call_text USING (number)
      WHERE substr(id, 1, ?) = ? ORDER BY id = ? DESC, number DESC LIMIT 2`;
    return (await this.#connection.all(sql, [id.length, id, id])).map(callOf);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

const searched = `id || ' ' || client || ' ' || request || ' ' || coalesce(model, '') || ' ' || coalesce(route, '') || ' ' ||
  coalesce(target, '') || ' ' || coalesce(error, '')`;

function insertCalls(count: number): string {
  return `INSERT OR IGNORE INTO call (${callColumns.join(', ')}) VALUES ${Array.from({ length: count }, () => row).join(', ')}`;
}

function words(text = ''): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

async function prepare(connection: SqliteConnection): Promise<void> {
  const [row] = await connection.all('PRAGMA user_version');
  const version = Number(row?.['user_version'] ?? 0);
  if (version > VERSION) throw new Error('it was made by a newer devmgr');
  for (const statement of schema) await connection.run(statement);
  if (version < VERSION) await connection.run(`PRAGMA user_version = ${VERSION}`);
}

/** What goes through the gateway is nobody else's business. A link would lead to another file, and a pipe keep whoever opens it waiting. */
async function keepToOwner(path: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  await using file = await openFile(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  if (!(await file.stat()).isFile()) throw new Error('it is no regular file');
  await file.chmod(0o600);
}
