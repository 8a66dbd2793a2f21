import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs the tests that are marked, else what is under the cursor: a test, a file, a folder, a class. */
export function runSelected({ runs, options, view }: CommandParts): CommandHandler {
  return runCommand(
    runs,
    () => {
      const chosen = view()?.list.chosen();
      // For one test no workers are started.
      return { ...options.forChosenTests(), ...(chosen?.isSingle ? { workers: 0 } : {}), ...chosen?.options };
    },
    () => (view()?.list.chosen() === undefined ? 'Choose a test in the list first' : undefined),
  );
}
