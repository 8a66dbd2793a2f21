import { DevmgrError, type CommandHandler } from 'devmgr/plugin-api';
import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestRunsService } from '../results/test-runs-service.js';

/**
 * A command that begins a run and does not wait for its end. `why` tells why it cannot be used now, beside a run that
 * is on already. What `start` rejects with is shown by whoever runs the command.
 */
export function runCommand(
  runs: TestRunsService,
  options: () => TestRunOptions,
  why: () => string | undefined = () => undefined,
): CommandHandler {
  return {
    disabledReason: () => (runs.isBusy ? 'Tests are running: stop them first' : why()),
    async run() {
      try {
        await runs.start(options());
      } catch (error) {
        // Stopped by the person before it began: they know.
        if (!DevmgrError.isInstance(error) || error.code !== 'PLUGIN_TESTS_CANCELLED') throw error;
      }
    },
  };
}
