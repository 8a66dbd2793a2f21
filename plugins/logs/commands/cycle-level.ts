import type { CommandHandler } from 'devmgr/plugin-api';
import { LEVELS } from '../query/levels.js';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Shows the next level and worse, and after `error` everything. */
export function cycleLevel(tab: LogsTab): CommandHandler {
  const { query } = tab.parts;
  return viewCommand(tab, (view) => {
    const { filter } = query.state.get();
    const level = LEVELS[(LEVELS.indexOf(filter.level) + 1) % LEVELS.length] ?? filter.level;
    view.keepPlace(() => query.setFilter({ ...filter, level }));
  });
}
