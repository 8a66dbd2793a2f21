import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** Stopped, and there is no more to be said of it: not that it is done, nor how it ended. */
export function isPlainlyStopped(state: ServerState): boolean {
  if (state.status !== 'stopped') return false;
  const { name: _n, kind: _k, target: _t, restarts: _r, status: _s, ssh: _m, owner: _o, detached: _d, ...more } = state;
  return Object.values(more).every((value) => value === undefined);
}
