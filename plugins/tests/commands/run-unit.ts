import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs the unit tests among what the run form selects. */
export function runUnit({ runs, options }: CommandParts): CommandHandler {
  return runCommand(runs, () => ({ ...options.get(), kind: 'unit' }));
}
