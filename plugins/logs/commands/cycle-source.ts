import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Shows the next source alone, and after the last one all of them. */
export function cycleSource(tab: LogsTab): CommandHandler {
  const { query, log } = tab.parts;
  return viewCommand(
    tab,
    (view) => {
      const { filter } = query.state.get();
      const choices = [undefined, ...log.sources()];
      const source = choices[(choices.indexOf(filter.source) + 1) % choices.length];
      view.keepPlace(() => query.setFilter({ ...filter, source }));
    },
    () => (log.sources().length === 0 ? 'Nothing was said yet' : undefined),
  );
}
