import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { listeningPlace } from './listening-place.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';

/** Who holds the port of the selected server; a foreign holder can be ended, when the person agrees. */
export function showPortHolder(parts: SystemParts): CommandHandler {
  return {
    async run() {
      const server = await whenKnown(parts);
      const { tellPortHolder } = await import('./tell-port-holder.js');
      if (server) await tellPortHolder(parts, server);
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      if (server.kind === 'url' || server.ssh !== undefined) return `${server.name} has no port on this machine`;
      return listeningPlace(parts, server).port === 0 ? `${server.name} has no port: its table names none` : undefined;
    },
  };
}
