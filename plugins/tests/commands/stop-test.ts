import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';
import { runningTestCommand } from './running-test.js';

/** Makes one running test fail, so that the others go on. */
export function stopTest(parts: CommandParts): CommandHandler {
  return runningTestCommand(parts, async ({ id }, run) => {
    await run.stopTest(id);
    parts.screen.notify({ severity: 'info', message: `Stopped ${parts.text.clean(id)}; the others go on.` });
  });
}
