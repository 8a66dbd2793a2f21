import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Store, type Disposable, type Logger } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { HistoryDatabase, keptResults, type RecordedResult, type TestHistory } from './history-database.js';

/**
 * How each test ended in its last runs. Works without the database too: then it knows what happened since the start.
 */
export class TestHistoryStore implements Disposable {
  /** By node id; a new map after every change. */
  readonly tests = new Store<ReadonlyMap<string, TestHistory>>(new Map());
  readonly #path: string;
  readonly #log: Logger;
  #opened: Promise<HistoryDatabase | undefined> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isRead = false;

  constructor(path: string, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  /** Resolves when earlier results are known. The file is opened at the first call. Never rejects. */
  get ready(): Promise<void> {
    this.#opened ??= this.#open();
    return this.#opened.then(() => undefined);
  }

  /** Whether earlier results are known, or it is known that there are none. */
  get isRead(): boolean {
    return this.#isRead;
  }

  has(id: string): boolean {
    return this.tests.get().has(id);
  }

  /** What a test took when it last ran, in milliseconds. */
  durationOf(id: string): number | undefined {
    return this.tests.get().get(id)?.durationMs;
  }

  failed(): readonly string[] {
    const known = [...this.tests.get().values()];
    return known.filter(({ outcomes }) => /^(failed|error)$/.test(outcomes.at(-1) ?? '')).map((test) => test.id);
  }

  /** Adds the results of a run that ended at `at`. Tests that were not run keep what they had. Never rejects. */
  record(state: TestRunState, at: number): Promise<void> {
    const results = resultsOf(state);
    // In order, and known to `dispose` at once.
    this.#writing = this.#writing.then(async () => {
      await this.ready;
      this.#remember(results);
      await this.#write(state.runId ?? '', at, results);
    });
    return this.#writing;
  }

  async dispose(): Promise<void> {
    await this.#writing;
    const database = await this.#opened;
    await database?.close();
    this.tests.dispose();
  }

  async #open(): Promise<HistoryDatabase | undefined> {
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      return await this.#load().catch((error: unknown) => this.#loadAnew(error));
    } catch (error) {
      this.#warn('The history of the tests could not be opened; only this session is known', error);
      return undefined;
    } finally {
      this.#isRead = true;
    }
  }

  async #load(): Promise<HistoryDatabase> {
    const database = await HistoryDatabase.open(this.#path);
    try {
      this.tests.set(new Map((await database.read()).map((test) => [test.id, test])));
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** Nothing mends a damaged file: left in its place it would keep the history empty for ever. */
  async #loadAnew(error: unknown): Promise<HistoryDatabase> {
    if (!isDamage(error)) throw error;
    const kept = `${this.#path}.damaged`;
    await rename(this.#path, kept);
    await Promise.all(['-wal', '-shm'].map((ending) => rm(this.#path + ending, { force: true })));
    this.#warn(`The history of the tests was damaged and begins anew; what was there is kept in ${kept}`, error);
    return this.#load();
  }

  async #write(run: string, at: number, results: readonly RecordedResult[]): Promise<void> {
    try {
      await (await this.#opened)?.record(run, at, results);
    } catch (error) {
      this.#warn('The results of the tests could not be recorded', error);
    }
  }

  #warn(message: string, error: unknown): void {
    this.#log.warn(`${message}: ${error instanceof Error ? error.message : String(error)}`, { path: this.#path });
  }

  #remember(results: readonly RecordedResult[]): void {
    const tests = new Map(this.tests.get());
    for (const { id, outcome, durationMs } of results) {
      const outcomes = [...(tests.get(id)?.outcomes ?? []), outcome].slice(-keptResults);
      tests.set(id, { id, outcomes, durationMs: durationMs ?? undefined });
    }
    this.tests.set(tests);
  }
}

function resultsOf(state: TestRunState): readonly RecordedResult[] {
  const ran = [...state.cases.values()].filter(({ outcome }) => outcome !== 'queued' && outcome !== 'running');
  return ran.map(({ id, outcome, durationMs }) => ({ id, outcome, durationMs: durationMs ?? null }));
}

/** Codes of https://www.sqlite.org/rescode.html as the driver names them. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB';
}
