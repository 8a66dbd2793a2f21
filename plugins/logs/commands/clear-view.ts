import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Hides what is there; nothing is deleted. */
export function clearView(tab: LogsTab): CommandHandler {
  return viewCommand(tab, (view) => {
    view.closePage();
    tab.parts.query.setCleared(true);
    view.follow(true);
  });
}
