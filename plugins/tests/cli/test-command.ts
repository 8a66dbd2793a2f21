import type { CliHandler, PluginContext } from 'devmgr/plugin-api';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { exitCodeOf } from './exit-code.js';
import { showLiveProgress } from './live-progress.js';
import { printSummary } from './print-summary.js';
import { readOptions } from './read-options.js';
import { runDocument } from './run-document.js';

/** `devmgr test`: one run, progress to stderr, the summary or one JSON document to stdout, pytest's verdict as exit code. */
export function testCommand(
  runs: TestRunsService,
  history: TestHistoryStore,
  context: Pick<PluginContext, 'clock' | 'text'>,
): CliHandler {
  return async (invocation) => {
    const stop = () => void runs.stop();
    invocation.signal.addEventListener('abort', stop, { once: true });
    const progress = showLiveProgress(invocation.stderr, runs, (id) => history.durationOf(id), context);
    try {
      const run = await runs.start(readOptions(invocation));
      const state = await run.done;
      await progress.dispose();
      if (invocation.json) invocation.stdout.write(`${JSON.stringify(runDocument(state))}\n`);
      else printSummary(state, invocation.stdout, context.text);
      return exitCodeOf(state);
    } finally {
      await progress.dispose();
      invocation.signal.removeEventListener('abort', stop);
    }
  };
}
