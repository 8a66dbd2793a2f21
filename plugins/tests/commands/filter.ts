import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Shows the filter line and takes what is typed there. */
export function filter(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.editFilter());
}
