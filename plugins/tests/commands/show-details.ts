import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Goes to the details of the selected test; on a narrow screen they take the place of the results. */
export function showDetails(parts: CommandParts): CommandHandler {
  return viewCommand(
    parts,
    (view) => view.showDetails(),
    (view) => (view.hasDetails() ? undefined : 'Choose a test in the results first'),
  );
}
