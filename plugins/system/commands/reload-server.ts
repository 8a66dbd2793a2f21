import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer } from './selected-server.js';

/** Reloads the code now, as if a file had changed. */
export function reloadServer(parts: SystemParts): CommandHandler {
  const { manager, context } = parts;
  return {
    run() {
      const server = selectedServer(parts);
      if (!server || manager.reload(server.name)) return;
      const hint = 'Switch Reload on with p, then restart it with r';
      context.screen.notify({ severity: 'warning', message: `${server.name} runs without reload`, hint });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      if (server.kind !== 'app') return `${server.name} is no application that devmgr reloads: restart it`;
      const isWaiting = server.status === 'crashed' && server.next.kind === 'change';
      return server.status === 'running' || isWaiting ? undefined : `${server.name} does not run: start it`;
    },
  };
}
