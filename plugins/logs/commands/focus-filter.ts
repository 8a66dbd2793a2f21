import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Takes what is typed into the filter. */
export function focusFilter(tab: LogsTab): CommandHandler {
  return viewCommand(tab, (view) => view.focusFilter());
}
