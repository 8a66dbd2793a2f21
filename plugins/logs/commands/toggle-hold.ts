import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Holds the list where it is, or follows its end again. */
export function toggleHold(tab: LogsTab): CommandHandler {
  return viewCommand(tab, (view) => view.follow(!view.isFollowing));
}
