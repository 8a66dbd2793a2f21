import { DevmgrError, ExitCode, type Disposable } from 'devmgr/plugin-api';
import { checkPort } from '../ports/port.js';
import { TUNNEL_HOST } from './tunnel.js';

export interface TunnelPort extends Disposable {
  readonly port: number;
}

const TRIES = 50;
const FIRST_FREE_FOR_ALL = 1_024;
/** 80 becomes 8080, 443 becomes 8443. */
const UNPRIVILEGED = 8_000;

/** Chooses the ends of tunnels here. A port is kept until it is disposed: of two servers that start at once each gets its own. */
export class TunnelPorts {
  readonly #kept = new Set<number>();

  /**
   * The wanted one, or the next that is free.
   *
   * @param isPromised the port is another server's, which does not run yet
   * @throws when none of the next fifty is free
   */
  async take(wanted: number, isPromised: (port: number) => boolean): Promise<TunnelPort> {
    for (const port of candidates(wanted)) {
      if (this.#kept.has(port) || isPromised(port)) continue;
      this.#kept.add(port);
      if ((await checkPort(TUNNEL_HOST, port)).kind === 'free')
        return { port, dispose: () => void this.#kept.delete(port) };
      this.#kept.delete(port);
    }
    throw new DevmgrError({
      code: 'PLUGIN_SYSTEM_PORT_REFUSED',
      message: `No port from ${wanted} on is free for a tunnel`,
      hint: 'Choose another port for the server: --port, or `port` of its table',
      exitCode: ExitCode.unavailable,
    });
  }
}

function candidates(wanted: number): number[] {
  const next = wanted < FIRST_FREE_FOR_ALL ? wanted + UNPRIVILEGED : wanted + 1;
  return [wanted, ...Array.from({ length: TRIES }, (_, index) => next + index)].filter((port) => port <= 65_535);
}
