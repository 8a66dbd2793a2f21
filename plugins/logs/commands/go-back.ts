import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** From an entry or the filter back to the list. */
export function goBack(tab: LogsTab): CommandHandler {
  return viewCommand(tab, (view) => view.goBack());
}
