import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** The details get the whole width, or give the list its place back. */
export function toggleZoom(parts: CommandParts): CommandHandler {
  return viewCommand(
    parts,
    (view) => view.toggleZoom(),
    (view) => (view.hasDetails() ? undefined : 'Choose a test in the list first'),
  );
}
