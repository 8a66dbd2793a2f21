import type { CommandHandler } from 'devmgr/plugin-api';
import { isActive } from '../servers/server-record.js';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';

export function stopServer(parts: SystemParts): CommandHandler {
  return {
    async run() {
      const server = await whenKnown(parts);
      if (server) await parts.manager.stop(server.name);
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      if (server.status === 'stopping') return `${server.name} is stopping already`;
      return isActive(server) ? undefined : `${server.name} does not run`;
    },
  };
}
