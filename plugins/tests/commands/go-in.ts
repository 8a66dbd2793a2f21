import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Into the node under the cursor, from a test to its details. */
export function goIn(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.goIn());
}
