import { join } from 'node:path';
import type { ServerDefinition } from '../servers/definition/server-definition.js';

/** The file of an application without its ending: `/p/app/main`; a package has its code in `__init__` below it. `undefined`: it is no application. */
export function appFile({ runs }: ServerDefinition): string | undefined {
  if (runs.kind !== 'app') return undefined;
  const [module = ''] = runs.target.split(':');
  return join(runs.searchPath, ...module.split('.'));
}
