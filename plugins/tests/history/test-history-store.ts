import { setImmediate as nextTurn } from 'node:timers/promises';
import { Emitter, Store, type Disposable, type Event, type Logger } from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { failureDocuments } from './failure-documents.js';
import { fileVersion } from './file-version.js';
import { readFailureDocument } from './failure-document.js';
import { noGitFacts, type GitFacts } from './git-facts.js';
import type { HistoryDatabase, RunRecord, TestHistory } from './history-database.js';
import { historyLimits } from './history-limits.js';
import { openHistory, said } from './open-history.js';
import { isBad, ranTests, recordedResult, stoppedOutcome, type RecordedResult } from './recorded-results.js';
import type { RecordedFailure, RecordedRun, TestRecords, TestResult } from './recorded-run.js';
import { isGreen, recordedRun } from './recorded-run-of.js';

/** Tests that are remembered at once: a millisecond or two of work. */
const sliceSize = 1_000;

type Written = 'written' | 'known' | 'failed';

/**
 * How each test ended in its last runs, and the runs. Works without a file too: then it knows what happened since the start.
 */
export class TestHistoryStore implements TestRecords, Disposable {
  /** By node id; a new map after every change. A test that has not changed keeps its object. */
  readonly tests = new Store<ReadonlyMap<string, TestHistory>>(new Map());
  /** A run was recorded or read in: what `runs` and the others give is another now. */
  readonly onDidRecord: Event<RecordedRun>;
  readonly #recorded: Emitter<RecordedRun>;
  readonly #path: string;
  readonly #log: Logger;
  readonly #redact: (text: string) => string;
  #opened: Promise<HistoryDatabase | undefined> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #isRead = false;
  /** The file as it was when it was read or written last. */
  #seen: string | undefined;
  #problem: string | undefined;

  /** `redact` masks secrets in what failed tests said. */
  constructor(path: string, log: Logger, redact: (text: string) => string = (text) => text) {
    this.#path = path;
    this.#log = log;
    this.#redact = redact;
    this.#recorded = new Emitter<RecordedRun>((error) => log.error('A listener of the history of tests failed', error));
    this.onDidRecord = this.#recorded.event;
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

  /** No result of a test is known. */
  get isEmpty(): boolean {
    return this.tests.get().size === 0;
  }

  /** Why the results of a run will not be known to the next devmgr, once all that ended were written. */
  async problem(): Promise<string | undefined> {
    await this.#writing;
    return this.#problem;
  }

  has(id: string): boolean {
    return this.tests.get().has(id);
  }

  /** What a test took when it last ran, in milliseconds. */
  durationOf(id: string): number | undefined {
    return this.tests.get().get(id)?.durationMs;
  }

  /** Not those that the person stopped. */
  failed(): readonly string[] {
    return this.#lastEnded(isBad);
  }

  /** Those that the person stopped when they ran last. */
  stopped(): readonly string[] {
    return this.#lastEnded((outcome) => outcome === stoppedOutcome);
  }

  /**
   * Adds the results of a run that ended at `at`. Tests that were not run keep what they had. Resolves when it is written; never rejects.
   * Outcomes and durations are known at once, what comes of several results when it is written.
   */
  record(state: TestRunState, at: number, facts: GitFacts | Promise<GitFacts> = noGitFacts): Promise<void> {
    return this.#inOrder(async () => {
      await this.ready;
      const results = await this.#remember(ranTests(state));
      const failures = await failureDocuments(state, this.#redact);
      const run = recordedRun(state, at, await facts);
      await this.#write({ run, isGreen: isGreen(state), results, failures });
    });
  }

  /** Adds a run that was read from a report. `known`: it is there already. Never rejects. */
  add(record: RunRecord): Promise<Written> {
    return this.#inOrder(async () => {
      await this.ready;
      return this.#write(record);
    });
  }

  /** Takes over what other devmgr have recorded since. True: there was something. Never rejects. */
  readOthers(): Promise<boolean> {
    return this.#inOrder(async () => {
      await this.ready;
      const version = await fileVersion(this.#path);
      const isOther = this.#seen !== undefined && version !== this.#seen;
      this.#seen = version;
      const database = isOther ? await this.#opened : undefined;
      return database !== undefined && this.#readEverything(database);
    });
  }

  async runs(limit: number): Promise<readonly RecordedRun[]> {
    return (await this.#ask((database) => database.runs(limit))) ?? [];
  }

  async resultsOf(id: string, limit: number): Promise<readonly TestResult[]> {
    return (await this.#ask((database) => database.resultsOf(id, limit))) ?? [];
  }

  async failureOf(id: string): Promise<RecordedFailure | undefined> {
    const found = await this.#ask((database) => database.failureOf(id));
    const test = found && readFailureDocument(found.document);
    return found && test && { run: found.run, test };
  }

  async lastGreen(): Promise<RecordedRun | undefined> {
    return this.#ask((database) => database.lastGreen());
  }

  /** Every result of a run; a run of long ago may have none any more. */
  async resultsIn(runId: string): Promise<readonly (RecordedResult & { readonly document: string | undefined })[]> {
    const read = async (database: HistoryDatabase) => {
      const all = [];
      for await (const page of database.resultsIn(runId)) all.push(...page);
      return all;
    };
    return (await this.#ask(read)) ?? [];
  }

  async dispose(): Promise<void> {
    await this.#writing;
    const database = await this.#opened;
    await database?.close();
    this.#recorded.dispose();
    this.tests.dispose();
  }

  #lastEnded(so: (outcome: string | undefined) => boolean): readonly string[] {
    const known = [...this.tests.get().values()];
    return known.filter(({ outcomes }) => so(outcomes.at(-1))).map((test) => test.id);
  }

  async #open(): Promise<HistoryDatabase | undefined> {
    const opened = await openHistory(this.#path, this.#log, (problem) => (this.#problem = problem));
    this.#seen = await fileVersion(this.#path);
    if (opened) this.tests.set(opened.tests);
    this.#isRead = true;
    return opened?.database;
  }

  /** What is written is written in order, and known to `dispose` at once. */
  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(work);
    this.#writing = done;
    return done;
  }

  async #write(record: RunRecord): Promise<Written> {
    try {
      const database = await this.#opened;
      if (!database) return 'failed';
      const isCurrent = (await fileVersion(this.#path)) === this.#seen;
      if (!(await database.record(record))) return 'known';
      await this.#readAgain(database, record.run.id);
      if (isCurrent) this.#seen = await fileVersion(this.#path);
      this.#recorded.fire(record.run);
      return 'written';
    } catch (error) {
      this.#problem = said(error);
      this.#warn('The results of the tests could not be recorded', error);
      return 'failed';
    }
  }

  async #ask<T>(question: (database: HistoryDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      await this.ready;
      await this.#writing;
      const database = await this.#opened;
      return database && (await question(database));
    } catch (error) {
      this.#warn('The history of the tests could not be read', error);
      return undefined;
    }
  }

  #warn(message: string, error: unknown): void {
    this.#log.warn(`${message}: ${said(error)}`, { path: this.#path });
  }

  async #remember(ran: readonly TestCase[]): Promise<readonly RecordedResult[]> {
    const tests = new Map(this.tests.get());
    const results: RecordedResult[] = [];
    for (const [index, test] of ran.entries()) {
      if (index % sliceSize === sliceSize - 1) await nextTurn();
      const result = recordedResult(test);
      results.push(result);
      tests.set(test.id, withResult(tests.get(test.id), result));
    }
    this.tests.set(tests);
    return results;
  }

  async #readEverything(database: HistoryDatabase): Promise<boolean> {
    try {
      return await this.#readAgain(database);
    } catch (error) {
      this.#warn('The history of the tests could not be read', error);
      return false;
    }
  }

  /** Other devmgr may have added results as well. `runId`: of its tests only. True: there was something new. */
  async #readAgain(database: HistoryDatabase, runId?: string): Promise<boolean> {
    let tests: Map<string, TestHistory> | undefined;
    for await (const page of database.histories(runId)) {
      for (const test of page) {
        if (isSame(this.tests.get().get(test.id), test)) continue;
        tests ??= new Map(this.tests.get());
        tests.set(test.id, test);
      }
    }
    if (tests) this.tests.set(tests);
    return tests !== undefined;
  }
}

function withResult(known: TestHistory | undefined, { id, outcome, durationMs }: RecordedResult): TestHistory {
  const outcomes = [...(known?.outcomes ?? []), outcome].slice(-historyLimits.results);
  return { ...(known?.isFlaky && { isFlaky: true }), id, outcomes, durationMs: durationMs ?? known?.durationMs };
}

function isSame(one: TestHistory | undefined, other: TestHistory): boolean {
  return (
    one !== undefined &&
    one.durationMs === other.durationMs &&
    one.isFlaky === other.isFlaky &&
    one.usualMs === other.usualMs &&
    one.outcomes.length === other.outcomes.length &&
    one.outcomes.every((outcome, index) => outcome === other.outcomes[index])
  );
}
