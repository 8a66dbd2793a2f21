import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs the file of the test under the cursor. */
export function runFile({ runs, options, view }: CommandParts): CommandHandler {
  const file = () => view()?.list.file();
  return runCommand(
    runs,
    () => ({ ...options.forChosenTests(), paths: [file() ?? ''].filter(Boolean), whole: true }),
    () => (file() === undefined ? 'Choose a test in the list first' : undefined),
  );
}
