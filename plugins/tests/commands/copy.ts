import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** Copies the id and the failure of the selected test. */
export function copy({ view, screen }: CommandParts): CommandHandler {
  return {
    disabledReason: () => (view()?.selected() ? undefined : 'Choose a test in the results first'),
    run() {
      const test = view()?.selected();
      if (!test) return;
      screen.copy([test.id, test.traceback ?? test.message].filter(Boolean).join('\n\n'));
      screen.notify({ severity: 'info', message: "Sent to the terminal's clipboard." });
    },
  };
}
