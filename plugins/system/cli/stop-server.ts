import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { isUp, meantServer, serverReports, stateOf } from './server-reports.js';
import { wantedServers } from './wanted-servers.js';
import { withDependencies } from './with-dependencies.js';

/** `server stop [name..]`: wherever they run, those that need others first. 0 also when they do not run: afterwards it is as wanted. */
export async function stopServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { manager, context } = parts;
  const names = (await wantedServers(invocation, parts)) ?? [await meantServer(parts)];
  const running = names.filter((name) => isUp(stateOf(parts, name)));
  await manager.stopAll(running);
  if (invocation.json) {
    invocation.stdout.write(`${JSON.stringify({ servers: await serverReports(parts, names).catch(() => []) })}\n`);
    return ExitCode.ok;
  }
  for (const name of names) {
    const said = running.includes(name) ? 'stopped' : 'does not run';
    invocation.stdout.write(context.text.clean(`${name} ${said}\n`));
  }
  for (const line of goOn(running, parts)) invocation.stderr.write(context.text.clean(`! ${line}\n`));
  return ExitCode.ok;
}

/** Servers that need one that was stopped, also by way of another one: they are left alone. */
function goOn(stopped: readonly string[], { manager }: SystemParts): string[] {
  const users = manager.all.get().filter((state) => isUp(state) && !stopped.includes(state.name));
  return users.flatMap(({ name }) => {
    const gone = withDependencies([name], manager).filter((each) => stopped.includes(each));
    return gone.length === 0 ? [] : [`${name} depends on ${gone.join(', ')} and goes on`];
  });
}
