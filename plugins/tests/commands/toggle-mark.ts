import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Marks what is under the cursor to be run with others, or takes the mark away. */
export function toggleMark(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.list.toggleMark());
}
