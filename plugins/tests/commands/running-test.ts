import { DevmgrError, type CommandHandler } from 'devmgr/plugin-api';
import type { TestCase, TestRun } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestsView } from '../tab/tests-view.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** A command about one running test: the one under the cursor when it runs, else what has been running longest. */
export function runningTestCommand(
  parts: Pick<CommandParts, 'view' | 'runs'>,
  act: (test: TestCase, run: TestRun, view: TestsView) => Promise<void>,
): CommandHandler {
  return viewCommand(
    parts,
    async (view) => {
      const [test, run] = [view.running(), parts.runs.active];
      if (!test || !run) throw nothingRuns();
      await act(test, run, view);
    },
    (view) => (view.running() ? undefined : 'No test runs just now'),
  );
}

/** It has ended since the key was pressed. */
function nothingRuns(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOT_RUNNING',
    message: 'No test runs just now.',
    hint: 'It has ended meanwhile.',
  });
}
