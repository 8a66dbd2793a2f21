import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Goes back from the run form to the results. */
export function closeOptions(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.closeOptions());
}
