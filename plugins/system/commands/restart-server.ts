import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';
import { startOfferingPort } from './start-offering-port.js';

/** Stops and starts, with what the form says now. */
export function restartServer(parts: SystemParts): CommandHandler {
  return {
    async run() {
      const server = await whenKnown(parts);
      if (!server) return;
      const { name } = server;
      await startOfferingPort(parts, name, (options) => parts.manager.restart(name, options));
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      if (parts.manager.isRestarting(server.name)) return `${server.name} is being restarted already`;
      return server.status === 'stopped' ? `${server.name} does not run: start it` : undefined;
    },
  };
}
