import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { detailsCommand } from './details-command.js';

/** Goes to the frame that called the one that is shown, or back; in the coverage to the next lines that were not run. */
export function stepFrame(parts: CommandParts, step: 1 | -1): CommandHandler {
  return detailsCommand(parts, (details) => void details.step(step));
}
