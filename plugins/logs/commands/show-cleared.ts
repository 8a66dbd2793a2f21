import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Shows again what was cleared away. */
export function showCleared(tab: LogsTab): CommandHandler {
  const { query } = tab.parts;
  return viewCommand(
    tab,
    () => query.setCleared(false),
    () => (query.state.get().from > 0 ? undefined : 'Nothing was cleared'),
  );
}
