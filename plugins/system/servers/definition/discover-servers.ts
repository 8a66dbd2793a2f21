import { detectApps } from '../detect/detect-apps.js';
import type { ServerDiscovery } from '../server-host.js';
import { readDefinitions, type DefinitionSources } from './read-definitions.js';

/** Looks for applications in the project and reads what the settings say of servers. Never rejects for either. */
export async function discoverServers(sources: Omit<DefinitionSources, 'apps'>): Promise<ServerDiscovery> {
  const { apps, tried } = await detectApps(sources.root);
  return { ...readDefinitions({ ...sources, apps }), tried };
}
