import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';
import { startOfferingPort } from './start-offering-port.js';

export function startServer(parts: SystemParts): CommandHandler {
  return {
    async run() {
      const server = await whenKnown(parts);
      if (!server) return;
      const { name } = server;
      await startOfferingPort(parts, name, (options) => parts.manager.start(name, options));
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      const isUp = server.status === 'running' || server.status === 'starting';
      return isUp ? `${server.name} is ${server.status} already` : undefined;
    },
  };
}
