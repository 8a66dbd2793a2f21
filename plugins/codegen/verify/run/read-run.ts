import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { Verdict, Verification } from '../verification.js';
import { inPlaceHint } from '../in-place-hint.js';
import { interruptionOf, lastWords, testsNotRun } from './run-words.js';

export type Failure = Verification['failures'][number];

/** What a run says of the code. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly detail: string | undefined;
  readonly failures: readonly Failure[];
  /** Not every test that was collected came to its end: nothing is known of the others, so that the code cannot have passed. */
  readonly isIncomplete?: boolean;
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const PYTEST = { ok: 0, failed: 1, interrupted: 2, usage: 4, noTests: 5 } as const;

/**
 * Reads the last state of a run. `root` is where it ran: what lies there is told relative to it. Only a run of which every test came to its end
 * and none failed has passed, whatever pytest's exit code says: a test may have set it. Pure.
 */
export function readRun(state: TestRunState, root: string): RunResult {
  const failures = failuresOf(state).map((failure) => withoutRoot(failure, root));
  const { end, strayModules = [] } = state;
  if (!end || end.kind === 'cancelled') return { verdict: 'stopped', detail: undefined, failures };
  if (strayModules.length > 0) return unable(stray(strayModules));
  if (end.kind === 'crashed') {
    const detail = `${shorter(end.detail, root)}.`;
    return failures.length > 0
      ? { verdict: 'failed', detail: joined(detail, testsNotRun(state)), failures, isIncomplete: true }
      : unable(joined(detail, lastWords(end.lastLines)));
  }
  const lines = end.lastLines ?? [];
  const conftest = end.exitCode === PYTEST.usage ? conftestFailure(lines, root) : undefined;
  if (conftest)
    return {
      ...{ verdict: 'failed', detail: `${conftest.id} could not be loaded.`, failures: [conftest], isIncomplete: true },
    };
  const notRun = testsNotRun(state);
  if (notRun !== undefined || end.exitCode === PYTEST.interrupted) {
    const detail = joined(shorter(interruptionOf(lines), root), notRun);
    return failures.length > 0 ? { verdict: 'failed', detail, failures, isIncomplete: true } : unable(detail);
  }
  if (failures.length > 0) return { verdict: 'failed', detail: undefined, failures };
  if (end.exitCode === PYTEST.ok) return passed(state);
  return unable(reasonOf(end.exitCode, state, shorter(lastWords(lines), root)));
}

const unable = (detail: string): RunResult => ({ verdict: 'unable', detail, failures: [] });

const joined = (...words: readonly (string | undefined)[]) => words.filter(Boolean).join(' ');

function stray([first = '', ...rest]: readonly string[]): string {
  const others = rest.length === 0 ? 'was' : `and ${rest.length} more were`;
  return `${first} ${others} loaded from the project, not from the copy that holds the answer. ${inPlaceHint}`;
}

function passed({ counts }: TestRunState): RunResult {
  if (counts.passed + counts.xfailed + counts.xpassed > 0)
    return { verdict: 'passed', detail: undefined, failures: [] };
  if (counts.skipped === 0) return unable('No test was run.');
  return unable(counts.skipped === 1 ? 'The only test was skipped.' : `All ${counts.skipped} tests were skipped.`);
}

function reasonOf(code: number, { counts }: TestRunState, said: string): string {
  switch (code) {
    case PYTEST.failed:
      return 'Tests failed, but pytest does not say which.';
    case PYTEST.noTests:
      return counts.deselected > 0 ? 'No test was selected.' : 'No tests were found.';
    default:
      return `pytest ended with exit code ${code}. ${said}`.trim();
  }
}

function failuresOf({ cases, collectionErrors }: TestRunState): readonly Failure[] {
  const failed = [...cases.values()].filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  return [
    ...collectionErrors.map(({ path, traceback }) => ({
      id: path,
      message: lastError(traceback.split('\n')),
      traceback,
      frames: [],
      sections: [],
    })),
    ...failed.map(({ id, message, traceback, frames, sections }: TestCase) => ({
      id,
      message,
      traceback,
      frames,
      sections,
    })),
  ];
}

/** A conftest that cannot be loaded ends pytest before it collects: code that it imports may be to blame. */
function conftestFailure(lines: readonly string[], root: string): Failure | undefined {
  const start = lines.findIndex((line) => line.startsWith('ImportError while loading conftest '));
  const path = /'(.+)'/.exec(lines[start] ?? '')?.[1];
  if (path === undefined) return undefined;
  const said = lines.slice(start);
  return withoutRoot(
    { id: path, message: lastError(said), traceback: said.join('\n'), frames: [], sections: [] },
    root,
  );
}

/** pytest marks what was raised with `E`. */
function lastError(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => /^E\s+\S/.test(line))?.replace(/^E\s+/, '');
}

function withoutRoot(failure: Failure, root: string): Failure {
  return {
    id: shorter(failure.id, root),
    message: failure.message === undefined ? undefined : shorter(failure.message, root),
    traceback: failure.traceback === undefined ? undefined : shorter(failure.traceback, root),
    frames: failure.frames,
    sections: failure.sections.map(({ title, text }) => ({ title, text: shorter(text, root) })),
  };
}

/** The copy is of no interest to anybody: places are those of the project. */
const shorter = (text: string, root: string) => text.replaceAll(`${root}/`, '');
