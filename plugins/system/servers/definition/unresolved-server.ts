import type { DevmgrError } from 'devmgr/plugin-api';
import { nothingFound, unknownServer } from '../server-errors.js';
import type { ServerDiscovery } from '../server-host.js';
import { definitionError } from './definition-problem.js';
import { nearestName } from './nearest-name.js';

/** Why a server that somebody asks for cannot be had: its settings are wrong, or there is none. `names`: of those that there are. */
export function unresolvedServer(
  name: string | undefined,
  names: readonly string[],
  { tried, problems }: Pick<ServerDiscovery, 'tried' | 'problems'>,
): DevmgrError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const own = name === undefined ? errors[0] : errors.find((problem) => problem.name === name);
  if (own) return definitionError(own);
  return name === undefined ? nothingFound(tried) : unknownServer(name, names, nearestName(name, names));
}
