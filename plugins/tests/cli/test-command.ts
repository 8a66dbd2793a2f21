import { DevmgrError, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestBook } from '../book/test-book.js';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { TestProfiles } from '../profiles/test-profile.js';
import { reportOfState } from '../report/report-run.js';
import { idleState } from '../results/run-model.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { exitCodeOf } from './exit-code.js';
import { showLiveProgress } from './live-progress.js';
import { readOptions } from './read-options.js';
import { refuseContradictions } from './refuse-contradictions.js';
import { wantedReports } from './wanted-reports.js';
import type { WatchTestsParts } from './watch-tests.js';

export interface TestCommandParts {
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  readonly book: TestBook;
  readonly profiles: TestProfiles;
  readonly context: WatchTestsParts['context'];
}

/**
 * `devmgr test`: one run, progress to stderr, the summary or one JSON document to stdout, pytest's verdict as exit code. With `--list` or
 * `--profiles` what there is, and no run; with `--watch` runs without end.
 */
export function testCommand(parts: TestCommandParts): CliHandler {
  return async (invocation) => {
    const { flags } = invocation;
    refuseContradictions(flags);
    if (flags.boolean('import')) {
      const { importReports } = await import('./import-reports.js');
      return importReports(invocation, parts.history, parts.context);
    }
    if (flags.boolean('history')) {
      const { historyCommand } = await import('./history-command.js');
      return historyCommand(invocation, parts.history, parts.context);
    }
    if (flags.boolean('profiles')) {
      const { printProfiles } = await import('./print-profiles.js');
      return printProfiles(parts, invocation);
    }
    tellWrongProfiles(parts, invocation);
    if (flags.boolean('watch')) {
      const { watchTests } = await import('./watch-tests.js');
      return watchTests(parts, invocation);
    }
    if (flags.boolean('list')) {
      const { listTests } = await import('./list-tests.js');
      return listTests(parts, invocation);
    }
    return runOnce(parts, invocation);
  };
}

async function runOnce({ runs, history, context }: TestCommandParts, invocation: CliInvocation): Promise<number> {
  const reports = await wantedReports(invocation);
  const stop = () => void runs.stop();
  invocation.signal.addEventListener('abort', stop, { once: true });
  const progress = showLiveProgress(invocation.stderr, runs, (id) => history.durationOf(id), context);
  try {
    const state = await ended(runs, invocation);
    await progress.dispose();
    if (invocation.json) {
      const { runDocument } = await import('./run-document.js');
      invocation.stdout.write(`${JSON.stringify(runDocument(state))}\n`);
    } else {
      const { printSummary } = await import('./print-summary.js');
      printSummary(state, invocation.stdout, context.text, { slowest: invocation.flags.number('durations') ?? 0 });
    }
    await tellUnrecorded(history, context, invocation);
    // Last: one that cannot be written keeps nobody from the result. A run that never began is no result.
    if (state.runId !== undefined) await reports.write(reportOfState(state, context.workspace.root));
    return exitCodeOf(state);
  } finally {
    await progress.dispose();
    invocation.signal.removeEventListener('abort', stop);
  }
}

/** Else `--failed` and `--history` would know nothing of the run, and nobody why. */
async function tellUnrecorded(
  history: TestHistoryStore,
  { text }: TestCommandParts['context'],
  { stderr }: CliInvocation,
): Promise<void> {
  const problem = await history.problem();
  if (problem === undefined) return;
  stderr.write(`${stderr.paint('warning', text.clean(`This run could not be recorded: ${problem}.`))}\n`);
}

/** The last state of a run. Of one that was stopped before pytest was started too: nothing but that it was. */
async function ended(runs: TestRunsService, invocation: CliInvocation): Promise<TestRunState> {
  const isStopped = () => invocation.signal.aborted;
  if (isStopped()) return neverBegan;
  try {
    const run = await runs.start(readOptions(invocation));
    return await run.done;
  } catch (error) {
    if (isStopped() && DevmgrError.isInstance(error) && error.code === 'PLUGIN_TESTS_CANCELLED') return neverBegan;
    throw error;
  }
}

const neverBegan: TestRunState = { ...idleState, status: 'finished', end: { kind: 'cancelled' } };

/** The others can be used; who asks for a wrong one is told by its error. */
function tellWrongProfiles({ profiles, context }: TestCommandParts, { flags, stderr }: CliInvocation): void {
  const asked = flags.string('kind');
  for (const { name, message } of profiles.problems()) {
    if (name === '' || name !== asked) stderr.write(`${stderr.paint('warning', context.text.clean(message))}\n`);
  }
}
