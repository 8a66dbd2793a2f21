import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Empties the filter; level and source stay. */
export function clearFilter(tab: LogsTab): CommandHandler {
  return viewCommand(tab, (view) => view.clearFilter());
}
