import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Goes to the warnings of the run. */
export function showWarnings(parts: CommandParts): CommandHandler {
  return viewCommand(
    parts,
    (view) => {
      view.details?.showPage('run');
      view.showDetails();
      view.details?.focusWarnings();
    },
    () => (parts.runs.current.get().warnings?.length ? undefined : 'The run that is shown gave no warnings'),
  );
}
