import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import type { LogsView } from '../tab/logs-view.js';

/** A command that works on what the tab shows. */
export function viewCommand(
  tab: LogsTab,
  run: (view: LogsView) => void | Promise<void>,
  disabledReason?: (view: LogsView) => string | undefined,
): CommandHandler {
  return {
    run: () => (tab.view ? run(tab.view) : undefined),
    disabledReason: () =>
      tab.view ? disabledReason?.(tab.view) : `Show the tab ${tab.parts.context.manifest.title} first`,
  };
}
