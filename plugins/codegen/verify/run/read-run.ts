import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { Verdict, Verification } from '../verification.js';

export type Failure = Verification['failures'][number];

/** What a run says of the code. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly detail: string | undefined;
  readonly failures: readonly Failure[];
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const PYTEST = { ok: 0, failed: 1, interrupted: 2, usage: 4, noTests: 5 } as const;

/** Reads the last state of a run. `root` is where it ran: what lies there is told relative to it. Pure. */
export function readRun(state: TestRunState, root: string): RunResult {
  const failures = failuresOf(state).map((failure) => withoutRoot(failure, root));
  const { end } = state;
  if (!end || end.kind === 'cancelled') return { verdict: 'stopped', detail: undefined, failures };
  if (end.kind === 'crashed') {
    const detail = shorter(end.detail, root);
    return failures.length > 0
      ? { verdict: 'failed', detail, failures }
      : unable(`${detail} ${last(end.lastLines)}`.trim());
  }
  if (end.exitCode === PYTEST.ok) return passed(state);
  const conftest = end.exitCode === PYTEST.usage ? conftestFailure(end.lastLines ?? [], root) : undefined;
  if (conftest) return { verdict: 'failed', detail: `${conftest.id} could not be loaded.`, failures: [conftest] };
  if (failures.length > 0) return { verdict: 'failed', detail: undefined, failures };
  return unable(reasonOf(end.exitCode, state, shorter(last(end.lastLines ?? []), root)));
}

const unable = (detail: string): RunResult => ({ verdict: 'unable', detail, failures: [] });

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
    case PYTEST.interrupted:
      return `pytest was interrupted. ${said}`.trim();
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

const last = (lines: readonly string[]) =>
  lines.map((line) => line.trim()).findLast((line) => /\w/.test(line) && !/^=+.*=+$/.test(line)) ?? '';

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
