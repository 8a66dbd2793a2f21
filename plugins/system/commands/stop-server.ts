import type { CommandHandler } from 'devmgr/plugin-api';
import { isActive } from '../servers/server-record.js';
import type { SystemParts } from '../system-parts.js';
import { NO_SERVER, selectedServer } from './selected-server.js';

export function stopServer(parts: SystemParts): CommandHandler {
  return {
    async run() {
      const server = selectedServer(parts);
      if (server) await parts.manager.stop(server.name);
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return NO_SERVER;
      if (server.status === 'stopping') return `${server.name} is stopping already`;
      return isActive(server) ? undefined : `${server.name} does not run`;
    },
  };
}
