import type { CommandHandler } from 'devmgr/plugin-api';
import type { DetailPageId } from '../tab/detail/detail-page-id.js';
import type { CommandParts } from './command-parts.js';
import { viewCommand } from './view-command.js';

/** Goes to a page of the details. */
export function showPage(parts: CommandParts, page: DetailPageId): CommandHandler {
  return viewCommand(parts, (view) => {
    view.details?.showPage(page);
    view.showDetails();
  });
}
