import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Nothing of it runs, and nothing will by itself. */
export function isOver(state: ServerState): boolean {
  return state.status === 'stopped' || (state.status === 'crashed' && state.next.kind === 'nothing');
}
