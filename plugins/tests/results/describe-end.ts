import { basename } from 'node:path';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { formatDuration } from './format-duration.js';
import { testsLeft } from './tests-left.js';

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
      return { severity: 'warning', message: 'Stopped.', ...runningHint(end.running ?? []) };
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

/** Somebody who stops a suite mostly does it because a test hangs. */
function runningHint(running: readonly { readonly id: string; readonly forMs: number }[]): { readonly hint?: string } {
  const told = running.slice(0, 5).map(({ id, forMs }) => `${id} (for ${formatDuration(forMs)})`);
  const more = running.length > 5 ? ` and ${running.length - 5} more` : '';
  return told.length > 0 ? { hint: `Running when it was stopped: ${told.join(', ')}${more}` } : {};
}

function describeExitCode(state: TestRunState, code: number, lastLines: readonly string[]): EndDescription {
  if (state.collectionErrors.length > 0 && code !== PYTEST.failed) return collectionFailed(state);
  switch (code) {
    case PYTEST.ok:
      return endedWell(state);
    case PYTEST.failed:
      return someFailed(state, lastLines);
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

/** The exit code is not all: a test may call `pytest.exit(..., 0)`, a conftest may set it, and `--collect-only` runs nothing. */
function endedWell(state: TestRunState): EndDescription {
  const { passed, failed, errors, skipped, xfailed, xpassed } = state.counts;
  const bad = failed + errors;
  const left = testsLeft(state);
  if (bad + passed + skipped + xfailed + xpassed === 0) return { severity: 'warning', message: 'No test was run.' };
  if (bad + left > 0) {
    const wrong = [
      bad > 0 && `${tests(bad)} failed`,
      left > 0 && `${bad > 0 ? left : tests(left)} ${wereNotRun(left)}`,
    ];
    const message = `pytest ended with 0, but ${wrong.filter(Boolean).join(' and ')}.`;
    return { severity: 'warning', message };
  }
  if (passed > 0) return { severity: 'success', message: 'All tests passed.' };
  if (xfailed + xpassed > 0) return { severity: 'success', message: 'No test failed.' };
  return { severity: 'warning', message: 'All tests were skipped.' };
}

const tests = (count: number) => `${count} ${count === 1 ? 'test' : 'tests'}`;
const wereNotRun = (count: number) => `${count === 1 ? 'was' : 'were'} not run`;

/** pytest-cov, for one, lets a run fail for other reasons than its tests; so does a conftest whose hook raises at the end. */
function someFailed({ counts, coverage }: TestRunState, lastLines: readonly string[]): EndDescription {
  if (counts.failed + counts.errors > 0) return { severity: 'error', message: 'Some tests did not pass.' };
  const raised = lastRaised(lastLines);
  if (!coverage || raised !== undefined)
    return {
      severity: 'error',
      message: 'No test failed, and pytest ended with exit code 1.',
      hint: raised ?? readLogs,
    };
  return {
    severity: 'error',
    message: `No test failed, and pytest ended with exit code 1: coverage is ${Math.floor(coverage.percent)}%.`,
    hint: 'The project may demand more: fail_under in the settings of coverage, or --cov-fail-under.',
  };
}

/** A conftest that fails ends pytest with the same exit code as a wrong option; its place is the person's first question. */
function refusal(lastLines: readonly string[]): string {
  const conftests = lastLines.map((line) => /^ImportError while loading conftest '(.+)'\.?$/.exec(line)?.[1]);
  const conftest = conftests.find((path) => path !== undefined);
  return conftest === undefined ? 'pytest refused its command line.' : `${conftest} could not be loaded.`;
}

function refusalHint(state: TestRunState, lastLines: readonly string[]): string {
  const missing = missingModules(lastLines.join('\n'));
  return [whatIsNotThere(lastLines) ?? lastTelling(lastLines), otherInterpreter(state, missing)]
    .filter(Boolean)
    .join('. ');
}

/** pytest has a line for each file and node id that leads to no test. */
function whatIsNotThere(lastLines: readonly string[]): string | undefined {
  const refused = /^ERROR: ((?:file or directory not found|not found|found no collectors for):? .+)$/;
  const said = lastLines.flatMap((line) => refused.exec(line.trim())?.[1] ?? []);
  return said.length === 0 ? undefined : said.join(', ');
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

const runOthers = 'devmgr test -- --continue-on-collection-errors, on the screen O';

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

/** pytest marks what went wrong; else what was raised, or the last line that says anything. */
function lastTelling(lines: readonly string[]): string {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '' && !saysNothing.test(line));
  const marked = said.findLast(
    (line) => /^(Fatal Python error|ERROR|E |INTERNALERROR>|!!!)|: error: /.test(line) && /\w/.test(line),
  );
  return (marked ?? lastRaised(lines) ?? said.at(-1) ?? readLogs).replace(/^ERROR:\s*/, '');
}

const readLogs = 'Look at the logs for what pytest said.';

/** Rulers, what pytest and its plugins print above the tests, and the line of a file with its results. */
const saysNothing =
  /^=+.*=+$|^(platform |(rootdir|configfile|plugins|cachedir|testpaths|timeout|metadata|django|benchmark|asyncio|hypothesis profile)\b.*[:'=])|^collect(ed|ing) |\[ *\d+%\]$/;

/** `RuntimeError: why (conftest.py:3)` of the last traceback that Python printed; nothing for none. */
function lastRaised(lines: readonly string[]): string | undefined {
  const start = lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last):'));
  if (start === -1) return undefined;
  const traceback = lines.slice(start + 1);
  const end = traceback.findIndex((line) => /^[A-Za-z_][\w.]*(: .*)?$/.test(line));
  if (end === -1) return undefined;
  const places = traceback.slice(0, end).map((line) => /^ +File "(.+)", line (\d+)/.exec(line));
  const [, path, line] = places.findLast((place) => place !== null) ?? [];
  return `${traceback[end]}${path === undefined ? '' : ` (${basename(path)}:${line})`}`;
}
