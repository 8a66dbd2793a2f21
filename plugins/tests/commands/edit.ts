import type { CommandHandler } from 'devmgr/plugin-api';
import { openPlace } from '../tab/detail/open-place.js';
import type { CommandParts } from './command-parts.js';
import { detailsCommand } from './details-command.js';

/** Opens what is shown in the person's editor: the frame, the file of the coverage, else the test itself. */
export function edit(parts: CommandParts): CommandHandler {
  return detailsCommand(
    parts,
    async (details) => {
      const place = details.sourcePlace();
      if (place) await openPlace(parts, place);
    },
    (details) => (details.sourcePlace() ? undefined : 'Choose a test first'),
  );
}
