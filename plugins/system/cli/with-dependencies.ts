import type { ServerHost } from '../servers/server-host.js';

/** Servers with all that they depend on, each once: what is needed stands before what needs it. */
export function withDependencies(names: readonly string[], host: Pick<ServerHost, 'definition'>): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { name: needed } of host.definition(name)?.dependsOn ?? []) add(needed);
    found.add(name);
  };
  names.forEach(add);
  return [...found];
}
