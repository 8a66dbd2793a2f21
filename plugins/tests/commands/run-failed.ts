import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs what failed or had an error last time, whatever the run form selects. */
export function runFailed({ runs, options, history }: CommandParts): CommandHandler {
  return runCommand(
    runs,
    () => ({ ...options.forChosenTests(), failed: true }),
    () => (history.isRead && history.failed().length === 0 ? 'No test failed when it was last run' : undefined),
  );
}
