import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Shows the tests as a tree instead of a table, or the other way round. */
export function toggleLook(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.setLook(view.look === 'tree' ? 'table' : 'tree'));
}
