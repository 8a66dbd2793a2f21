import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runningTestCommand } from './running-test.js';

/** Shows where a running test is just now: the stacks of all its threads. */
export function dumpStack(parts: CommandParts): CommandHandler {
  return runningTestCommand(parts, async ({ id }, _run, view) => {
    view.showRunning(id);
    await view.details?.showStack();
  });
}
