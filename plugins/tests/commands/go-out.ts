import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Closes the node under the cursor, or goes to what it lies in. */
export function goOut(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.list.goOut());
}
