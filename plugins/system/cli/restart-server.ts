import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { printServers } from './print-servers.js';
import { isUp, meantServer, serverReports, stateOf } from './server-reports.js';
import { wantedServers } from './wanted-servers.js';
import { withDependencies } from './with-dependencies.js';

/**
 * `server restart [name..]`: where they run, with what they were started with, what others need first. With `--all` those that run. 1 when one
 * does not run, or crashes.
 */
export async function restartServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { manager, context } = parts;
  const named = (await wantedServers(invocation, parts)) ?? [await meantServer(parts)];
  const isRunning = (name: string) => isUp(stateOf(parts, name)) && stateOf(parts, name)?.leftover !== true;
  const names = invocation.flags.boolean('all') ? named.filter(isRunning) : named;
  const { others } = await parts.servers();
  // Whoever ran it before starts it again.
  const idle = names.filter((name) => !isRunning(name) && !others.formerOwner(name));
  const order = withDependencies(names, manager);
  // One after the other: what needs another one finds it well again.
  for (const name of order.filter((each) => names.includes(each) && !idle.includes(each))) await manager.restart(name);
  for (const name of idle)
    invocation.stderr.write(context.text.clean(`${name} does not run\n  Start it: devmgr server start ${name}\n`));
  const reports = await serverReports(parts, names);
  if (invocation.json) invocation.stdout.write(`${JSON.stringify({ servers: reports })}\n`);
  else if (idle.length < names.length) invocation.stdout.write(printServers(reports, context.text));
  else if (names.length === 0) invocation.stderr.write('No server runs\n');
  const isBad = idle.length > 0 || reports.some(({ status }) => status === 'crashed');
  return isBad ? ExitCode.notGood : ExitCode.ok;
}
