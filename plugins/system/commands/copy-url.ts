import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';

export function copyUrl(parts: SystemParts): CommandHandler {
  const { screen } = parts.context;
  return {
    async run() {
      const server = await whenKnown(parts);
      if (server?.status !== 'running') return;
      screen.copy(server.url);
      screen.notify({ severity: 'info', message: `${server.url} was sent to the terminal's clipboard` });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      return server.status === 'running' ? undefined : `${server.name} does not run`;
    },
  };
}
