import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Whether more is another than measurements. */
export function isNews(before: ServerState, after: ServerState): boolean {
  return facts(before) !== facts(after);
}

function facts(state: ServerState): string {
  if (state.status !== 'running') return JSON.stringify(state);
  const { health, metrics: _, ...rest } = state;
  return JSON.stringify({ ...rest, health: health.kind === 'unhealthy' ? health : health.kind });
}
