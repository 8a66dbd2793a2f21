import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Takes all marks away. */
export function clearMarks(parts: CommandParts): CommandHandler {
  return viewCommand(parts, (view) => view.list.clearMarks());
}
