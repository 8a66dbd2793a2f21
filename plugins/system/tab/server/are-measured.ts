import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Whether all that happened between two looks at the servers is that they were measured. */
export function areMeasured(before: readonly ServerState[], now: readonly ServerState[]): boolean {
  return before.length === now.length && now.every((server, index) => isMeasured(before[index], server));
}

function isMeasured(before: ServerState | undefined, now: ServerState): boolean {
  if (before === now) return true;
  if (before?.status !== 'running' || now.status !== 'running') return false;
  return factsOf(before) === factsOf(now);
}

function factsOf({ metrics: _, health, ...facts }: Extract<ServerState, { status: 'running' }>): string {
  return JSON.stringify([facts, health.kind, health.kind === 'unhealthy' ? health.reason : '']);
}
