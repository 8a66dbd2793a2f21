import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer } from './selected-server.js';

/** Hands a server of this devmgr over to one in the background: it is restarted there, and goes on when this one ends. */
export function detachServer(parts: SystemParts): CommandHandler {
  const { screen } = parts.context;
  return {
    async run() {
      const server = selectedServer(parts);
      if (!server) return;
      const { name } = server;
      const isMeant = await screen.confirm({
        title: `Keep ${name} running without devmgr?`,
        detail: `It is restarted in the background: open connections end. It goes on until somebody stops it here or with devmgr server stop ${name}.`,
        action: 'Restart in the background',
      });
      if (!isMeant) return;
      const { background } = await parts.servers();
      await background.handOver(name, parts.preferences.startOptions(name));
      screen.notify({ severity: 'success', message: `${name} goes on when devmgr ends`, hint: 'Stop it with x' });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      if (server.detached) return `${server.name} goes on when devmgr ends already`;
      if (server.kind === 'url') return `${server.name} is only watched`;
      if (server.owner !== undefined) return `${server.name} is run by another devmgr`;
      return server.status === 'running' ? undefined : `${server.name} does not run: start it`;
    },
  };
}
