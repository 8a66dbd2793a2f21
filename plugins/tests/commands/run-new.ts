import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs the tests that are new, or whose files have changed, since all passed the last time. */
export function runNew({ runs, options, book }: CommandParts): CommandHandler {
  return runCommand(
    runs,
    () => ({ ...options.forChosenTests(), ids: book.changedSinceGreen() }),
    () => (book.changedSinceGreen().length === 0 ? 'No test is new or changed since all passed' : undefined),
  );
}
