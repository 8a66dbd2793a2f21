import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** One line on how a run ended, and what to do about it where something is to be done. */
export interface EndDescription {
  readonly severity: 'success' | 'warning' | 'error';
  readonly message: string;
  readonly hint?: string;
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const PYTEST = { ok: 0, failed: 1, interrupted: 2, internalError: 3, usage: 4, noTests: 5 } as const;

/** `undefined` while no run has ended. */
export function describeEnd(state: TestRunState): EndDescription | undefined {
  const { end } = state;
  if (!end) return undefined;
  switch (end.kind) {
    case 'cancelled':
      return { severity: 'warning', message: 'Stopped.' };
    case 'crashed':
      return {
        severity: 'error',
        message: end.detail,
        hint: lastTelling(end.lastLines),
      };
    case 'finished':
      return describeExitCode(state, end.exitCode, end.lastLines ?? []);
  }
}

function describeExitCode(state: TestRunState, code: number, lastLines: readonly string[]): EndDescription {
  if (state.collectionErrors.length > 0 && code !== PYTEST.failed) return collectionFailed(state);
  switch (code) {
    case PYTEST.ok:
      return { severity: 'success', message: 'All tests passed.' };
    case PYTEST.failed:
      return { severity: 'error', message: 'Some tests did not pass.' };
    case PYTEST.interrupted:
      return { severity: 'warning', message: 'pytest was interrupted.', hint: lastTelling(lastLines) };
    case PYTEST.internalError:
      return { severity: 'error', message: 'pytest failed inside itself or a plugin.', hint: lastTelling(lastLines) };
    case PYTEST.usage:
      return { severity: 'error', message: refusal(lastLines), hint: refusalHint(state, lastLines) };
    case PYTEST.noTests:
      return noTests(state);
    default:
      return { severity: 'error', message: `pytest ended with exit code ${code}.`, hint: lastTelling(lastLines) };
  }
}

/** A conftest that fails ends pytest with the same exit code as a wrong option; its place is the person's first question. */
function refusal(lastLines: readonly string[]): string {
  const conftests = lastLines.map((line) => /^ImportError while loading conftest '(.+)'\.?$/.exec(line)?.[1]);
  const conftest = conftests.find((path) => path !== undefined);
  return conftest === undefined ? 'pytest refused its command line.' : `${conftest} could not be loaded.`;
}

function refusalHint(state: TestRunState, lastLines: readonly string[]): string {
  const missing = missingModules(lastLines.join('\n'));
  return [lastTelling(lastLines), otherInterpreter(state, missing)].filter(Boolean).join('. ');
}

function collectionFailed(state: TestRunState): EndDescription {
  const paths = state.collectionErrors.map((error) => error.path);
  const missing = missingModules(state.collectionErrors.map((error) => error.traceback).join('\n'));
  const correct = `Correct ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? `, …` : ''}`;
  return {
    severity: 'error',
    message: `${paths.length} ${paths.length === 1 ? 'file' : 'files'} could not be collected, no test was run.`,
    hint: [otherInterpreter(state, missing), `${correct}, or run the others: ${runOthers}.`].filter(Boolean).join(' '),
  };
}

const runOthers = 'devmgr test -- --continue-on-collection-errors, in the screen the same in Args (p)';

/** What Python could not import, each name once. */
function missingModules(said: string): readonly string[] {
  return [
    ...new Set(
      [...said.matchAll(/^(?:E +)?ModuleNotFoundError: No module named '([^']+)'/gm)].map(([, name]) => name ?? ''),
    ),
  ];
}

/** It may be installed elsewhere: the person learns where it was looked for, and how to say where else. */
function otherInterpreter({ python }: TestRunState, missing: readonly string[]): string {
  if (missing.length === 0 || python === undefined) return '';
  const names = missing.slice(0, 3).join(', ');
  return `${python} has no ${names}: install it there, or choose another interpreter (setting tests.python, or DEVMGR_PYTHON).`;
}

function noTests({ counts }: TestRunState): EndDescription {
  if (counts.deselected > 0) {
    return {
      severity: 'warning',
      message: `No test was selected; ${counts.deselected} ${counts.deselected === 1 ? 'was' : 'were'} found.`,
      hint: 'Look at the markers, the expression and the kinds (settings unitPaths, unitMarkers, integrationPaths, integrationMarkers).',
    };
  }
  return {
    severity: 'warning',
    message: 'No tests were found.',
    hint: 'pytest looks for functions test_* in files test_*.py or *_test.py: add one, or give a path.',
  };
}

/** pytest marks what went wrong; else the last line that says anything. */
function lastTelling(lines: readonly string[]): string {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '' && !/^=+.*=+$/.test(line));
  const marked = said.findLast(
    (line) => /^(Fatal Python error|ERROR|E |INTERNALERROR>|!!!)|: error: /.test(line) && /\w/.test(line),
  );
  return (marked ?? said.at(-1) ?? 'Look at the logs for what pytest said.').replace(/^ERROR:\s*/, '');
}
