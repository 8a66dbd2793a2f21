import type { PluginContext, PortListener } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerHost } from '../server-host.js';
import { TUNNEL_HOST } from '../ssh/tunnel.js';
import { createPorts, type Ports } from './create-ports.js';

/** The ports of this machine, as the project's servers know them. */
export function projectPorts({ processes, clock, text }: PluginContext, manager: Pick<ServerHost, 'all'>): Ports {
  return createPorts({
    processes,
    async serverOf(listener, looksDeep) {
      const states = manager.all.get().filter(isHere);
      const known =
        states.find((state) => isAt(state, listener.port)) ?? states.find((state) => isIts(state, listener));
      if (known || !looksDeep || !listener.owner) return known?.name;
      for (const state of states)
        if (state.pid !== undefined && (await processes.listens(state.pid, listener.port))) return state.name;
      return undefined;
    },
    redact: (line) => text.redact(line),
    now: () => clock.now(),
  });
}

type ServerHere = Extract<ServerState, { readonly status: 'starting' | 'running' | 'stopping' }>;

/** A watched address is somebody else's; what does not run listens nowhere. */
function isHere(state: ServerState): state is ServerHere {
  return state.kind !== 'url' && state.status !== 'stopped' && state.status !== 'crashed';
}

/** Of a server on another machine only the tunnel to it is here. */
function isAt(state: ServerHere, port: number): boolean {
  if (!('url' in state) || !URL.canParse(state.url)) return false;
  const { hostname, port: its } = new URL(state.url);
  return its === String(port) && (state.ssh === undefined || hostname === TUNNEL_HOST);
}

/** A command need not say in the settings where it listens. */
function isIts({ pid }: ServerHere, { owner }: PortListener): boolean {
  return pid !== undefined && pid === owner?.pid;
}
