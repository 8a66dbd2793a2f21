import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Shows the whole entry under the cursor, or the newest. */
export function openEntry(tab: LogsTab): CommandHandler {
  return viewCommand(
    tab,
    (view) => view.openCurrent(),
    (view) => (view.current() ? undefined : 'There is no entry'),
  );
}
