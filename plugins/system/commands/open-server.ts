import type { CommandHandler } from 'devmgr/plugin-api';
import { DevmgrError } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';

/** Opens the server's URL with the system's program for it. */
export function openServer(parts: SystemParts): CommandHandler {
  const { processes } = parts.context;
  return {
    async run() {
      const server = await whenKnown(parts);
      if (server?.status !== 'running') return;
      const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
      const exit = await processes.spawn({ title: `open ${server.url}`, command, args: [server.url] }).exit;
      if (exit.kind === 'exited' && exit.code === 0) return;
      const message = `${command} could not open ${server.url}`;
      throw new DevmgrError({
        code: 'DEVMGR_PROCESS_FAILED',
        message,
        hint: 'Copy the URL with y and open it yourself',
      });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      return server.status === 'running' ? undefined : `${server.name} does not run`;
    },
  };
}
