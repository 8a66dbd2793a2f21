import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Shows only what the test of the entry under the cursor caused; then everything again. */
export function toggleTest(tab: LogsTab): CommandHandler {
  const { query } = tab.parts;
  const chosen = () => query.state.get().filter.test;
  return viewCommand(
    tab,
    (view) => {
      const { filter } = query.state.get();
      const test = chosen() === undefined ? view.current()?.test : undefined;
      view.closePage();
      view.keepPlace(() => query.setFilter({ ...filter, test }));
    },
    (view) =>
      chosen() === undefined && view.current()?.test === undefined ? 'No test is known to have caused this' : undefined,
  );
}
