import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { detailsCommand } from './details-command.js';

/** Goes to the next page of the details, or the one before. */
export function stepPage(parts: CommandParts, step: 1 | -1): CommandHandler {
  return detailsCommand(parts, (details) => details.stepPage(step));
}
