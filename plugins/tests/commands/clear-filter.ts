import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Shows all results again. */
export function clearFilter(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.clearFilter());
}
