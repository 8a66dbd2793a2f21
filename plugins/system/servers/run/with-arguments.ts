import type { ServerDefinition } from '../definition/server-definition.js';

/** The settings' arguments for uvicorn before its own. */
export function withArguments(definition: ServerDefinition, args: readonly string[]): ServerDefinition {
  const { runs } = definition;
  if (runs.kind !== 'app' || args.length === 0) return definition;
  return { ...definition, runs: { ...runs, uvicornArgs: [...args, ...runs.uvicornArgs] } };
}
