import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { viewCommand } from './view-command.js';

/** Puts the message of the entry under the cursor, or of the newest, on the clipboard. */
export function copyEntry(tab: LogsTab): CommandHandler {
  const { screen, text } = tab.parts.context;
  return viewCommand(
    tab,
    (view) => {
      const entry = view.current();
      if (!entry) return;
      const message = text.clean(entry.message);
      screen.copy(message);
      const lines = message.split('\n').length;
      // The terminal does not answer whether it took it.
      const what = lines === 1 ? 'One line' : `${lines} lines`;
      screen.notify({ severity: 'success', message: `${what} sent to the terminal's clipboard` });
    },
    (view) => (view.current() ? undefined : 'There is no entry to copy'),
  );
}
