import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { NO_SERVER, selectedServer } from './selected-server.js';

export function copyUrl(parts: SystemParts): CommandHandler {
  const { screen } = parts.context;
  return {
    run() {
      const server = selectedServer(parts);
      if (server?.status !== 'running') return;
      screen.copy(server.url);
      screen.notify({ severity: 'info', message: `${server.url} is on the clipboard` });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return NO_SERVER;
      return server.status === 'running' ? undefined : `${server.name} does not run`;
    },
  };
}
