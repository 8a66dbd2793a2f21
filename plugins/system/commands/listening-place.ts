import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';

/** Where a server listens, or would; port 0: it has none that devmgr knows of. */
export function listeningPlace({ manager, preferences }: SystemParts, server: ServerState) {
  const { host, port } = { ...manager.plannedPlace(server.name), ...preferences.startOptions(server.name) };
  const used = 'url' in server && URL.canParse(server.url) ? Number(new URL(server.url).port) : 0;
  return { host, port: used > 0 ? used : port };
}
