import type { CliInvocation } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';
import { stateOf } from './server-reports.js';

/**
 * Starts those servers of `names` that are stopped and that another devmgr ran before, which still lives: there, and says so. Resolves to the
 * others of them.
 */
export async function startWhereTheyRan(
  names: readonly string[],
  options: ServerStartOptions,
  { stderr }: CliInvocation,
  parts: SystemParts,
): Promise<readonly string[]> {
  const { manager, context } = parts;
  const { others } = await parts.servers();
  const rest: string[] = [];
  for (const name of names) {
    const owner = others.formerOwner(name);
    if (owner === undefined || stateOf(parts, name)?.status !== 'stopped') rest.push(name);
    else {
      await manager.start(name, options);
      const where = owner.detached ? `in the background (devmgr ${owner.pid})` : `by devmgr ${owner.pid}`;
      stderr.write(context.text.clean(`${name} is started ${where}, which ran it before\n`));
    }
  }
  return rest;
}
