import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs everything that the run form selects. */
export function runAll({ runs, options }: CommandParts): CommandHandler {
  return runCommand(runs, () => options.get());
}
