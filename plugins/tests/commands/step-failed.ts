import { DevmgrError, type CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Goes to the next failed test of the list, or the one before; what it lies in is opened. */
export function stepFailed(parts: CommandParts, step: 1 | -1): CommandHandler {
  return viewCommand(parts, (view) => {
    if (view.list.failed.step(step)) return;
    throw new DevmgrError({ code: 'PLUGIN_TESTS_NONE_FAILED', message: 'No test of the list has failed.' });
  });
}
