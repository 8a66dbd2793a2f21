import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Goes to the run form, which is folded away on a small screen. */
export function editOptions(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.editOptions());
}
