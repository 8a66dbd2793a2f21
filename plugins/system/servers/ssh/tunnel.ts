import type { ServerDefinition } from '../definition/server-definition.js';
import { isLoopback } from '../client/is-loopback.js';

/** A port of this machine that the connection of a server forwards to where the server listens on its own. */
export interface Tunnel {
  /** On `TUNNEL_HOST`. */
  readonly localPort: number;
  /** Of the machine there. */
  readonly host: string;
  readonly port: number;
  /** ssh forwards nothing else: that it cannot is a reason to end. */
  readonly isOnly: boolean;
}

/** Where a tunnel ends here. */
export const TUNNEL_HOST = '127.0.0.1';

/** Whether a server is reached only from its own machine, and that is another one. */
export function needsTunnel({ ssh, url, runs }: ServerDefinition, host: string, port: number): boolean {
  return ssh !== undefined && url === undefined && runs.kind !== 'url' && port > 0 && isLoopback(host);
}

/** As `-L` of ssh takes it. */
export function tunnelArgument({ localPort, host, port }: Tunnel): string {
  return `${TUNNEL_HOST}:${localPort}:${bracketed(host)}:${port}`;
}

/** Where it leads, for people. */
export function tunnelTarget({ host, port }: Tunnel): string {
  return `${bracketed(host)}:${port}`;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
