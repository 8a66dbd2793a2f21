import type { CommandHandler } from 'devmgr/plugin-api';
import { isAutostarted } from '../servers/start-automatically.js';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer, whenKnown } from './selected-server.js';

/** Whether the server starts with the screen; remembered for the project. */
export function toggleAutostart(parts: SystemParts): CommandHandler {
  return {
    async run() {
      const server = await whenKnown(parts);
      if (!server) return;
      const autostart = !isAutostarted(parts, server.name);
      const { chooseAutostart } = await import('../servers/autostart-agreement.js');
      await chooseAutostart(parts, server.name, autostart);
      const message = autostart
        ? `${server.name} starts with devmgr from now on`
        : `${server.name} no longer starts with devmgr`;
      parts.context.screen.notify({ severity: 'info', message });
    },
    disabledReason: () => (selectedServer(parts) ? undefined : noServerReason(parts)),
  };
}
