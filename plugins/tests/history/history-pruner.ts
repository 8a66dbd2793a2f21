import type { HistoryLimits } from './history-limits.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** Tests that are looked at in one statement: some ten milliseconds, in which others cannot write. */
const testsAtOnce = 1_000;

/** Keeps the history within its limits, after every run, in short statements. */
export class HistoryPruner {
  readonly #connection: SqliteConnection;
  readonly #limits: HistoryLimits;

  constructor(connection: SqliteConnection, limits: HistoryLimits) {
    this.#connection = connection;
    this.#limits = limits;
  }

  /** `run`: the number of the run that was written. */
  async after(run: number): Promise<void> {
    await this.#cutResults(run);
    await this.#cutFailures();
    await this.#cutRuns();
    await this.#cutSize();
  }

  /** Of the tests of the run, as only they have one more. */
  async #cutResults(run: number): Promise<void> {
    for (let after = 0; ;) {
      const last = (
        await this.#connection.all(
          `SELECT max(test) AS last FROM (SELECT test FROM test_result WHERE run = ? AND test > ? ORDER BY test LIMIT ${testsAtOnce})`,
          [run, after],
        )
      )[0]?.['last'];
      if (typeof last !== 'number') return;
      await this.#connection.run(
        `DELETE FROM test_result WHERE (test, at, run) IN (
          SELECT test, at, run FROM (
            SELECT test, at, run, row_number() OVER (PARTITION BY test ORDER BY at DESC, run DESC) AS age FROM test_result
            WHERE test IN (SELECT test FROM test_result WHERE run = ? AND test > ? AND test <= ?)
          ) WHERE age > ?)`,
        [run, after, last, this.#limits.results],
      );
      after = last;
    }
  }

  async #cutFailures(): Promise<void> {
    await this.#connection.run(
      `DELETE FROM failure WHERE test IN (
        SELECT test FROM (SELECT test, sum(length(document)) OVER (ORDER BY run DESC, test) AS sum FROM failure) WHERE sum > ?)`,
      [this.#limits.failureChars],
    );
  }

  async #cutRuns(): Promise<void> {
    await this.#connection.run(
      `DELETE FROM run WHERE number IN (SELECT number FROM run ORDER BY at DESC, number DESC LIMIT 1000000 OFFSET ?)
       AND NOT EXISTS (SELECT 1 FROM test_result WHERE test_result.run = run.number)
       AND number IS NOT (SELECT number FROM run WHERE green = 1 ORDER BY at DESC, number DESC LIMIT 1)`,
      [this.#limits.runs],
    );
  }

  /** Results of the oldest runs leave, and tests that have none any more; the room is used again. */
  async #cutSize(): Promise<void> {
    for (let isTooLarge = await this.#isTooLarge(); isTooLarge; isTooLarge = await this.#isTooLarge()) {
      const [oldest] = await this.#connection.all(
        'SELECT number FROM run WHERE EXISTS (SELECT 1 FROM test_result WHERE run = run.number) ORDER BY at, number LIMIT 1',
      );
      const gone = [oldest?.['number'] ?? null];
      const removed = await this.#connection.run('DELETE FROM test_result WHERE run = ?', gone);
      await this.#connection.run('DELETE FROM failure WHERE run = ?', gone);
      await this.#connection.run('DELETE FROM test WHERE number NOT IN (SELECT test FROM test_result)');
      if (removed === 0) return;
    }
  }

  async #isTooLarge(): Promise<boolean> {
    const [row] = await this.#connection.all(
      `SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
    );
    return Number(row?.['bytes']) > this.#limits.bytes;
  }
}
