import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** Stops pytest and everything that it has started. */
export function stop({ runs }: CommandParts): CommandHandler {
  return {
    disabledReason: () => (runs.isBusy ? undefined : 'No tests are running'),
    run: () => runs.stop(),
  };
}
