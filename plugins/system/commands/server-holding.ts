import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { PortHolder } from '../servers/ports/port-holder.js';
import type { SystemParts } from '../system-parts.js';

/** The server of this project that holds a port: it is known there, it is that process, or the port is its own. */
export function serverHolding({ manager }: SystemParts, { server, owner, port }: PortHolder): string | undefined {
  const isThere = (state: ServerState) =>
    (owner !== undefined && 'pid' in state && state.pid === owner.pid) ||
    (state.status === 'running' && state.kind === 'command' && manager.plannedPlace(state.name).port === port);
  return server ?? manager.all.get().find(isThere)?.name;
}
