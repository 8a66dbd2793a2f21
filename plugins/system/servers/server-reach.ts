import type { Clock, Disposable, Processes } from 'devmgr/plugin-api';
import type { ServerDefinition } from './definition/server-definition.js';
import { loopbackOf, serverUrl } from './ports/port.js';
import { serverAddress, withScheme } from './server-address.js';
import type { ServerPlace } from './server-place.js';
import { askSshConfig } from './ssh/ssh-config.js';
import { needsTunnel, TUNNEL_HOST, tunnelTarget, type Tunnel } from './ssh/tunnel.js';
import type { TunnelPorts } from './ssh/tunnel-ports.js';

/** Where one start of a server is reached from here. Disposed when it has ended. */
export interface ServerReach extends Disposable {
  /** Without a path; empty: nowhere. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** What leads there. */
  readonly tunnel?: Tunnel;
  /** Where it leads on the machine there, for people. */
  readonly tunnelTo?: string;
}

export interface ReachParts {
  readonly processes: Pick<Processes, 'spawn'>;
  readonly clock: Clock;
  readonly ports: TunnelPorts;
  /** The port is that of a server of this machine, whether it runs or not. */
  readonly isPromised: (port: number) => boolean;
}

/** Chooses the way to a server: a tunnel where only its own machine reaches it. Rejects when there is no port for that. */
export async function reachServer(
  definition: ServerDefinition,
  { host, port }: ServerPlace,
  parts: ReachParts,
): Promise<ServerReach> {
  const { ssh, url } = definition;
  const way = { port, dispose: () => undefined };
  if (!ssh) return { ...way, url: serverAddress(definition, host, port), host: loopbackOf(host) };
  if (url !== undefined || port === 0)
    return { ...way, url: url ?? '', host: new URL(url ?? 'http://localhost').hostname };
  const { hostname, hasForwards } = await askSshConfig(ssh.host, parts);
  if (!needsTunnel(definition, host, port)) {
    return { ...way, url: withScheme(definition, serverUrl(hostname, port)), host: hostname };
  }
  const { port: localPort, dispose } = await parts.ports.take(port, parts.isPromised);
  const tunnel: Tunnel = { localPort, host, port, isOnly: !hasForwards };
  const here = { url: withScheme(definition, serverUrl(TUNNEL_HOST, localPort)), host: TUNNEL_HOST, port: localPort };
  return { ...here, tunnel, tunnelTo: tunnelTarget(tunnel), dispose };
}
