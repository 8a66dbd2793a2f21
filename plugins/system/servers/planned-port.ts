import type { ServerDefinition } from './definition/server-definition.js';

/**
 * The port that a server gets where a start names none: its own; for an application without one the next of the row from `first` on that
 * no other server has for its own; 0: it has none.
 */
export function plannedPort(name: string, definitions: readonly ServerDefinition[], first: number): number {
  const definition = definitions.find((each) => each.name === name);
  if (definition?.port !== undefined) return definition.port;
  if (definition?.runs.kind !== 'app') return 0;
  const named = new Set(definitions.flatMap(({ port }) => port ?? []));
  let port = first;
  for (const each of definitions) {
    if (each.port !== undefined || each.runs.kind !== 'app') continue;
    while (named.has(port)) port += 1;
    if (each.name === name) break;
    port += 1;
  }
  return port;
}
