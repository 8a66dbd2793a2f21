import type { ServerDefinition } from '../servers/definition/server-definition.js';
import type { SystemParts } from '../system-parts.js';
import { nearServer } from './near-server.js';

/**
 * The server that a word means where none is named: the one nearest to the folder of the terminal, else the first of the project. Rejects
 * when there is none.
 */
export async function defaultServer(parts: SystemParts): Promise<string> {
  const first = await parts.manager.resolve(undefined);
  return serverHere(parts)?.name ?? first;
}

/** The server nearest to the folder of the terminal. The setting `app` counts everywhere. After `discover`. */
export function serverHere({ manager, context }: SystemParts): ServerDefinition | undefined {
  if (context.config.string('app') !== '') return undefined;
  const servers = manager.all.get().flatMap(({ name }) => manager.definition(name) ?? []);
  return nearServer(servers, context.workspace.root, process.cwd());
}
