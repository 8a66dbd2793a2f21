import type { CommandHandler } from 'devmgr/plugin-api';
import type { DetailPane } from '../tab/detail/detail-pane.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** A command about the details of what is selected. */
export function detailsCommand(
  parts: Pick<CommandParts, 'view'>,
  act: (details: DetailPane) => void | Promise<void>,
  why: (details: DetailPane) => string | undefined = () => undefined,
): CommandHandler {
  return viewCommand(
    parts,
    ({ details }) => (details ? act(details) : undefined),
    ({ details }) => (details ? why(details) : 'Show the Tests tab first'),
  );
}
