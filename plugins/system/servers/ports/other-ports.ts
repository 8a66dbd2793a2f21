import type { ServerHost } from '../server-host.js';

/** The ports that the other servers of the project would have. */
export function otherPorts(manager: Pick<ServerHost, 'all' | 'plannedPlace'>, name: string): ReadonlySet<number> {
  const others = manager.all.get().filter((server) => server.name !== name);
  return new Set(others.map((server) => manager.plannedPlace(server.name).port));
}
