import { chmod, open as openFile } from 'node:fs/promises';
import { historyLimits, type HistoryLimits } from './history-limits.js';
import { prepareSchema } from './history-schema.js';
import { HistoryPruner } from './history-pruner.js';
import { isBad, type RecordedResult } from './recorded-results.js';
import type { RecordedRun, TestResult } from './recorded-run.js';
import { insertRun, readRun, runColumns } from './run-row.js';
import { SqliteConnection, type Row } from './sqlite-connection.js';
import { usualDuration } from './usual-duration.js';

/** What is known of a test. */
export interface TestHistory {
  readonly id: string;
  /** Outcomes, oldest first. */
  readonly outcomes: readonly string[];
  /** Of the last result that had one. */
  readonly durationMs: number | undefined;
  /** It passed and failed on one and the same commit without changes beside it, or within one run. */
  readonly isFlaky?: boolean;
  /** What it usually takes, in milliseconds, when it took much longer at the last run. */
  readonly usualMs?: number | undefined;
}

/** A run to be written. */
export interface RunRecord {
  readonly run: RecordedRun;
  /** Nothing failed, and every test was run. */
  readonly isGreen: boolean;
  readonly results: readonly RecordedResult[];
  /** Documents by node id, of tests that failed. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Rows that are written, and tests that are read at once: a few milliseconds of work on the main thread. */
const [batchSize, pageSize] = [1_000, 250];
/** Below that no test is called slower, and its durations need not be looked at. */
const slowMs = 100;

const addTests = `INSERT INTO test (id) SELECT json_extract(value, '$[0]') FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;

const addResults = `
  INSERT OR REPLACE INTO test_result (test, at, run, outcome, duration_ms, reruns)
  SELECT test.number, ?, ?, json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]')
  FROM json_each(?) JOIN test ON test.id = json_extract(value, '$[0]')`;

/** A test that did not fail this time has no failure any more; one that did gets its new document. */
const forgetFailures = `
  DELETE FROM failure WHERE test IN (SELECT test FROM test_result WHERE run = ?)
  AND NOT EXISTS (SELECT 1 FROM test_result AS later WHERE later.test = failure.test AND later.at > ?)`;

const addFailure = `
  INSERT INTO failure (test, run, document) SELECT number, ?, ? FROM test WHERE id = ?
  AND NOT EXISTS (SELECT 1 FROM test_result AS later WHERE later.test = test.number AND later.at > ?)
  ON CONFLICT (test) DO UPDATE SET run = excluded.run, document = excluded.document`;

/** Durations only where they may matter. `bound` narrows the tests. */
const histories = (bound: string) => `
  SELECT test.number, test.id, group_concat(outcome, ' ' ORDER BY at, run) AS outcomes, max(reruns) AS reruns,
    group_concat(duration_ms, ' ' ORDER BY at, run) FILTER (WHERE outcome = 'passed' AND duration_ms IS NOT NULL) AS passed,
    max(duration_ms) AS longest,
    (SELECT duration_ms FROM test_result AS last WHERE last.test = test.number AND duration_ms IS NOT NULL
      ORDER BY at DESC, run DESC LIMIT 1) AS duration
  FROM (SELECT * FROM test WHERE ${bound} ORDER BY number LIMIT ${pageSize}) AS test
  JOIN test_result ON test_result.test = test.number GROUP BY test.number ORDER BY test.number`;

/** Of the tests from one number to another, those that passed and failed on one commit, with the same changes. */
const mixed = `
  SELECT DISTINCT test FROM test_result JOIN run ON run.number = test_result.run
  WHERE test BETWEEN ? AND ? AND commit_hash IS NOT NULL AND dirty <> 1
  GROUP BY test, commit_hash, dirty HAVING sum(outcome = 'passed') > 0 AND sum(outcome IN ('failed', 'error')) > 0`;

/** The file `history.sqlite` of a project. Several devmgr may use it at once. One call that writes at a time. */
export class HistoryDatabase {
  readonly #connection: SqliteConnection;
  readonly #pruner: HistoryPruner;

  private constructor(connection: SqliteConnection, limits: HistoryLimits) {
    this.#connection = connection;
    this.#pruner = new HistoryPruner(connection, limits);
  }

  /** Opens or makes the file, or one in memory (`:memory:`). Rejects when that is not possible, or when a newer devmgr has changed its shape. */
  static async open(path: string, limits: HistoryLimits = historyLimits): Promise<HistoryDatabase> {
    if (path !== ':memory:') await keepToOwner(path);
    const connection = await SqliteConnection.open(path);
    try {
      await connection.run('PRAGMA journal_mode = WAL');
      await connection.run('PRAGMA synchronous = NORMAL');
      await connection.run('PRAGMA journal_size_limit = 8000000');
      await prepareSchema(connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return new HistoryDatabase(connection, limits);
  }

  /** Writes a run whole or not at all, in batches. False, and nothing is written, when a run of this id is known. */
  async record({ run, isGreen, results, failures }: RunRecord): Promise<boolean> {
    const connection = this.#connection;
    const number = await connection.transaction(async () => {
      const number = await insertRun(connection, run, isGreen);
      if (number === undefined) return undefined;
      const at = run.startedAt + run.durationMs;
      for (let first = 0; first < results.length; first += batchSize) {
        const batch = results.slice(first, first + batchSize);
        const rows = JSON.stringify(batch.map((each) => [each.id, each.outcome, each.durationMs, each.reruns || null]));
        await connection.run(addTests, [rows]);
        await connection.run(addResults, [Math.round(at), number, rows]);
      }
      await connection.run(forgetFailures, [number, Math.round(at)]);
      for (const [id, document] of failures) await connection.run(addFailure, [number, document, id, Math.round(at)]);
      return number;
    });
    if (number !== undefined) await this.#pruner.after(number);
    return number !== undefined;
  }

  /** What is known of all tests, or of those of one run, in pages. */
  async *histories(runId?: string): AsyncGenerator<readonly TestHistory[]> {
    const ofRun = `number IN (SELECT test FROM test_result WHERE test > ? AND run = (SELECT number FROM run WHERE id = ?)
      ORDER BY test LIMIT ${pageSize})`;
    const sql = histories(runId === undefined ? 'number > ?' : ofRun);
    for (let after = 0; ;) {
      const rows = await this.#connection.all(sql, runId === undefined ? [after] : [after, runId]);
      const last = Number(rows.at(-1)?.['number'] ?? 0);
      if (rows.length === 0) return;
      const flaky = await this.#connection.all(mixed, [after + 1, last]);
      const isMixed = new Set(flaky.map((row) => row['test']));
      yield rows.map((row) => toHistory(row, isMixed));
      after = last;
    }
  }

  async runs(limit: number): Promise<readonly RecordedRun[]> {
    const sql = `SELECT ${runColumns} FROM run WHERE end <> 'unknown' ORDER BY at DESC, number DESC LIMIT ?`;
    return (await this.#connection.all(sql, [limit])).map(readRun);
  }

  async lastGreen(): Promise<RecordedRun | undefined> {
    const sql = `SELECT ${runColumns} FROM run WHERE green = 1 ORDER BY at DESC, number DESC LIMIT 1`;
    return (await this.#connection.all(sql)).map(readRun)[0];
  }

  async resultsOf(id: string, limit: number): Promise<readonly TestResult[]> {
    const rows = await this.#connection.all(
      `SELECT run.id AS run, test_result.at AS at, outcome, test_result.duration_ms AS duration, commit_hash, dirty, reruns
       FROM test_result JOIN test ON test.number = test JOIN run ON run.number = run
       WHERE test.id = ? ORDER BY test_result.at DESC, test_result.run DESC LIMIT ?`,
      [id, limit],
    );
    return rows.map(toResult);
  }

  /** Every result of a run, in the order of their names' first appearance, in pages. */
  async *resultsIn(
    runId: string,
  ): AsyncGenerator<readonly (RecordedResult & { readonly document: string | undefined })[]> {
    const sql = `
      SELECT test.number, test.id, outcome, test_result.duration_ms AS duration, reruns, document
      FROM test_result JOIN run ON run.number = test_result.run JOIN test ON test.number = test_result.test
      LEFT JOIN failure ON failure.test = test.number AND failure.run = run.number
      WHERE run.id = ? AND test.number > ? ORDER BY test.number LIMIT ${pageSize}`;
    for (let after = 0; ;) {
      const rows = await this.#connection.all(sql, [runId, after]);
      if (rows.length === 0) return;
      yield rows.map((row) => ({
        id: String(row['id']),
        outcome: String(row['outcome']),
        durationMs: numberOf(row['duration']) ?? null,
        reruns: numberOf(row['reruns']) ?? 0,
        document: textOf(row['document']),
      }));
      after = Number(rows.at(-1)?.['number']);
    }
  }

  /** The document of a test whose last result is a failure, and its run. */
  async failureOf(id: string): Promise<{ readonly run: RecordedRun; readonly document: string } | undefined> {
    const columns = runColumns.split(', ').map((name) => `run.${name}`);
    const rows = await this.#connection.all(
      `SELECT ${columns.join(', ')}, document FROM failure JOIN test ON test.number = test JOIN run ON run.number = run
       WHERE test.id = ?`,
      [id],
    );
    return rows.map((row) => ({ run: readRun(row), document: String(row['document']) }))[0];
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

/** What tests said is in it: for nobody else's eyes. Those that SQLite puts beside it get the same rights. */
async function keepToOwner(path: string): Promise<void> {
  try {
    await (await openFile(path, 'a', 0o600)).close();
    await chmod(path, 0o600);
  } catch {
    // SQLite says what is wrong with it.
  }
}

function toHistory(row: Row, isMixed: ReadonlySet<unknown>): TestHistory {
  const outcomes = String(row['outcomes']).split(' ');
  const durationMs = numberOf(row['duration']);
  const isFlaky = isMixed.has(row['number']) || (numberOf(row['reruns']) ?? 0) > 0;
  const usualMs = usualOf(outcomes, durationMs, row['passed']);
  return {
    id: String(row['id']),
    outcomes,
    durationMs,
    ...(isFlaky && { isFlaky }),
    ...(usualMs !== undefined && { usualMs }),
  };
}

function usualOf(outcomes: readonly string[], last: number | undefined, passed: unknown): number | undefined {
  // What failed took what it took.
  if (last === undefined || last <= slowMs || isBad(outcomes.at(-1)) || outcomes.at(-1) !== 'passed') return undefined;
  return usualDuration((textOf(passed) ?? '').split(' ').map(Number).slice(0, -1), last);
}

function toResult(row: Row): TestResult {
  return {
    run: String(row['run']),
    at: Number(row['at']),
    outcome: String(row['outcome']),
    durationMs: numberOf(row['duration']),
    commit: textOf(row['commit_hash']),
    isDirty: row['dirty'] !== 0,
    reruns: numberOf(row['reruns']) ?? 0,
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
