import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { TestHistory } from '../history/history-database.js';
import type { RecordedRun, TestResult } from '../history/recorded-run.js';
import type { TestHistoryStore } from '../history/test-history-store.js';

/** What `devmgr test --history --json` prints without an id. Fields may be added, never renamed. */
export interface HistoryDocument {
  /** Newest first. */
  readonly runs: readonly RecordedRun[];
  readonly flaky: readonly TestHistory[];
  /** That took much longer than usual when they last ran. */
  readonly slower: readonly TestHistory[];
}

/** What it prints for a test, or for those of a file or folder. */
export interface TestHistoryDocument {
  readonly tests: readonly (TestHistory & {
    /** Newest first. */
    readonly results: readonly TestResult[];
    /** What it said, while its last result is a failure. */
    readonly message: string | undefined;
  })[];
  /** Tests that fit, of which only the first are here. */
  readonly total: number;
}

/** Of the whole project. `limit`: as many runs, and as many tests of each kind. */
export async function historyDocument(history: TestHistoryStore, limit: number): Promise<HistoryDocument> {
  await history.ready;
  const tests = [...history.tests.get().values()];
  const slower = tests.filter(({ usualMs }) => usualMs !== undefined).sort((a, b) => excess(b) - excess(a));
  return {
    runs: await history.runs(limit),
    flaky: tests.filter(({ isFlaky }) => isFlaky === true).slice(0, limit),
    slower: slower.slice(0, limit),
  };
}

/** Of a test by its node id, or of the tests below a path. Rejects with `PLUGIN_TESTS_NO_HISTORY` when nothing is known of it. */
export async function testHistoryDocument(
  history: TestHistoryStore,
  wanted: string,
  limit: number,
): Promise<TestHistoryDocument> {
  await history.ready;
  const fitting = fittingTests(history.tests.get(), wanted);
  if (fitting.length === 0) throw nothingKnown(wanted);
  const tests = [];
  for (const test of fitting.slice(0, limit)) {
    const [results, failure] = await Promise.all([history.resultsOf(test.id, limit), history.failureOf(test.id)]);
    tests.push({ ...test, results, message: failure?.test.message });
  }
  return { tests, total: fitting.length };
}

/** The test itself; else those of a file, folder or class; else those that have the words in their names. */
function fittingTests(known: ReadonlyMap<string, TestHistory>, wanted: string): readonly TestHistory[] {
  const exact = known.get(wanted);
  if (exact) return [exact];
  const path = wanted.replace(/^\.\//, '').replace(/\/$/, '');
  const all = [...known.values()];
  const below = all.filter(({ id }) => ['/', '::', '['].some((next) => id.startsWith(path + next)));
  return below.length > 0 ? below : all.filter(({ id }) => id.toLowerCase().includes(path.toLowerCase()));
}

function excess({ durationMs = 0, usualMs = 0 }: TestHistory): number {
  return durationMs - usualMs;
}

function nothingKnown(wanted: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_HISTORY',
    message: `No result of ${wanted} is recorded.`,
    hint: 'Give a node id as pytest writes it, a file, a folder, or a part of a name; devmgr test --history lists the runs.',
    exitCode: ExitCode.unavailable,
  });
}
