import type { ServerHealth } from 'devmgr/plugin-api/contracts/servers';

/** What is said of a look at a server that nobody can ask anything. */
export const PROCESS_LOOK = 'its process runs';

/** Nothing of it was asked: it counts as well for those that wait for it, but nobody knows whether it is. */
export function isOnlyRunning(health: ServerHealth): boolean {
  return health.kind === 'healthy' && health.path === PROCESS_LOOK;
}
