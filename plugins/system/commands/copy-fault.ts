import type { CommandHandler } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { faultPlace } from '../servers/phase-text.js';
import type { SystemParts } from '../system-parts.js';
import { noServerReason, selectedServer } from './selected-server.js';

/** Copies where in the project the fault of a server lies: `app/main.py:7`, as editors take it. */
export function copyFault(parts: SystemParts): CommandHandler {
  const { screen } = parts.context;
  return {
    run() {
      const server = selectedServer(parts);
      const place = server && placeOf(server);
      if (place === undefined) return;
      screen.copy(place);
      screen.notify({ severity: 'info', message: `${place} was sent to the terminal's clipboard` });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      return placeOf(server) === undefined ? `${server.name} has no fault in a file` : undefined;
    },
  };
}

function placeOf(server: ServerState): string | undefined {
  if (server.status === 'running')
    return server.reload?.phase === 'broken' ? faultPlace(server.reload.fault) : undefined;
  return server.status === 'crashed' && server.fault ? faultPlace(server.fault) : undefined;
}
