import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Moves the cursor to the next (1) or previous (-1) error among what is shown. */
export function goToError(step: 1 | -1): (tab: LogsTab) => CommandHandler {
  return (tab) =>
    viewCommand(tab, (view) => {
      if (view.goToError(step)) return;
      const message = step === 1 ? 'No error below' : 'No error above';
      tab.parts.context.screen.notify({ severity: 'info', message });
    });
}
