import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Runs everything that the run form selects, though some files cannot be collected. */
export function runOthers({ runs, options }: CommandParts): CommandHandler {
  return runCommand(runs, () => {
    const chosen = options.get();
    return { ...chosen, args: [...(chosen.args ?? []), '--continue-on-collection-errors'] };
  });
}
