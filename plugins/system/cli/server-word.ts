import { DevmgrError, ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { listServers } from './list-servers.js';
import { restartServer } from './restart-server.js';
import { startServer } from './start-server.js';
import { showStatus } from './show-status.js';
import { stopServer } from './stop-server.js';

type Action = (invocation: CliInvocation, parts: SystemParts) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = {
  start: startServer,
  stop: stopServer,
  restart: restartServer,
  status: showStatus,
  list: listServers,
};

/** `devmgr server <action> [name]` */
export function serverWord(parts: SystemParts): CliHandler {
  return async (invocation) => {
    const action = ACTIONS[invocation.args[0] ?? ''];
    if (!action) {
      const hint = `Say one of: ${Object.keys(ACTIONS).join(', ')}`;
      throw new DevmgrError({
        code: 'DEVMGR_USAGE',
        message: 'What to do with the server?',
        hint,
        exitCode: ExitCode.usage,
      });
    }
    return action(invocation, parts);
  };
}
