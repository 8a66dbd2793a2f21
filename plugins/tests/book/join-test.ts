import type { TestCase, TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestHistory } from '../history/history-database.js';
import type { CatalogTest } from './catalog-test.js';
import type { KnownTest } from './known-test.js';
import { splitNodeId } from './split-node-id.js';

/** All that is known of a test. A test whose sources are the same objects is the same. */
export interface TestSources {
  readonly found: CatalogTest;
  /** In the run that is shown; `undefined`: it is not in it, or that was over before its turn came. */
  readonly run: TestCase | undefined;
  readonly history: TestHistory | undefined;
  readonly isNew: boolean;
  readonly isPinned: boolean;
  /** It stands for a file that could not be collected. */
  readonly problem?: string;
}

const collectionError = { classes: [], name: 'collection error' };
const noOutcomes: readonly string[] = [];
const finalOutcomes: ReadonlySet<string> = new Set<TestOutcome>([
  'passed',
  'failed',
  'error',
  'skipped',
  'xfailed',
  'xpassed',
]);

/** One row out of everything. `before`: the row that it replaces, whose message stays as long as its outcome is the last one. */
export function joinTest(sources: TestSources, before: KnownTest | undefined): KnownTest {
  const { found, run, history, isNew, isPinned, problem } = sources;
  const earlier = run ? undefined : lastOutcome(history);
  const { classes, name } = problem === undefined ? (before ?? splitNodeId(found.id)) : collectionError;
  return {
    id: found.id,
    file: found.file,
    line: found.line ?? run?.line,
    classes,
    name,
    markers: found.markers,
    outcome: problem === undefined ? (run?.outcome ?? earlier) : 'error',
    isEarlier: earlier !== undefined,
    startedAt: run?.startedAt,
    durationMs: run?.durationMs ?? history?.durationMs,
    message: problem ?? (run ? run.message : before?.outcome === earlier ? before?.message : undefined),
    worker: run?.worker,
    outcomes: history?.outcomes ?? noOutcomes,
    isFlaky: history?.isFlaky ?? false,
    usualMs: history?.usualMs,
    isNew,
    isPinned,
  };
}

export function sameSources(a: TestSources, b: TestSources): boolean {
  return (
    a.found === b.found &&
    a.run === b.run &&
    a.history === b.history &&
    a.isNew === b.isNew &&
    a.isPinned === b.isPinned &&
    a.problem === b.problem
  );
}

/** Whether two rows say the same: what was read again from a file is another object. */
export function sameTest(a: KnownTest, b: KnownTest): boolean {
  return (Object.keys(a) as (keyof KnownTest)[]).every((key) => {
    const [one, other] = [a[key], b[key]];
    return one === other || (Array.isArray(one) && Array.isArray(other) && sameList(one, other));
  });
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry, at) => entry === b[at]);
}

/** A history also keeps what is no outcome of a test as a whole: `rerun`. */
function lastOutcome(history: TestHistory | undefined): TestOutcome | undefined {
  const outcome = history?.outcomes.findLast((entry) => finalOutcomes.has(entry));
  return outcome as TestOutcome | undefined;
}
