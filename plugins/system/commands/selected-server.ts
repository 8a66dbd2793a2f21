import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';

/** The state of the selected server, or of the first; `undefined` while none is known. */
export function selectedServer({ manager, selection }: SystemParts): ServerState | undefined {
  const all = manager.all.get();
  return all.find(({ name }) => name === selection.selected.get()) ?? all[0];
}

/** Why nothing can be done with servers at all. */
export const NO_SERVER = 'No server: no FastAPI application was found in this project';
