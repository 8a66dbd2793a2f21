import type { CommandHandler } from 'devmgr/plugin-api';
import type { DetailPane } from '../tab/detail/detail-pane.js';
import type { CommandParts } from './command-parts.js';
import { detailsCommand } from './details-command.js';

/** Copies pytest's node id of what is selected: as it is given to pytest. */
export function copyId(parts: CommandParts): CommandHandler {
  const { screen } = parts;
  return detailsCommand(
    parts,
    (details) => {
      const id = idOf(details);
      if (id === undefined) return;
      screen.copy(id);
      screen.notify({ severity: 'info', message: 'Its node id was sent to the terminal’s clipboard.' });
    },
    (details) => (idOf(details) === undefined ? 'Choose a test first' : undefined),
  );
}

function idOf({ subject }: DetailPane): string | undefined {
  return subject?.kind === 'problem' ? subject.path : subject?.id;
}
