import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';

/** The state of the selected server, or of the first; `undefined` while none is known. */
export function selectedServer({ manager, selection }: SystemParts): ServerState | undefined {
  const all = manager.all.get();
  return all.find(({ name }) => name === selection.selected.get()) ?? all[0];
}

const NO_SERVER = 'No server: no FastAPI application was found in this project';

/** The same, once the servers of the project are known. */
export async function whenKnown(parts: SystemParts): Promise<ServerState | undefined> {
  await parts.manager.discover();
  return selectedServer(parts);
}

/** A reason why nothing can be done with servers; none as long as they are looked for. */
export function noServerReason({ manager }: SystemParts): string | undefined {
  return manager.isDiscovered ? NO_SERVER : undefined;
}
