import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs the test under the cursor alone. */
export function runSelected({ runs, options, view }: CommandParts): CommandHandler {
  const selected = () => view()?.selected()?.id;
  return runCommand(
    runs,
    () => ({ ...options.forChosenTests(), workers: 0, paths: [selected() ?? ''].filter(Boolean) }),
    () => (selected() === undefined ? 'Choose a test in the results first' : undefined),
  );
}
