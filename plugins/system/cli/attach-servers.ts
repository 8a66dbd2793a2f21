import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { followServers } from './follow-servers.js';
import { isUp, meantServer, stateOf } from './server-reports.js';
import { wantedServers } from './wanted-servers.js';

/** `server attach [name..]`: the lines of servers that run elsewhere, until Ctrl-C or until they have ended. They are left alone. */
export async function attachServers(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const names = (await wantedServers(invocation, parts)) ?? [await meantServer(parts)];
  const idle = names.find((name) => !isUp(stateOf(parts, name)));
  if (idle !== undefined) throw notRunning(idle);
  return followServers(invocation, parts, names);
}

function notRunning(name: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_NOT_RUNNING',
    message: `${name} does not run`,
    hint: `Start it: devmgr server start ${name}. What it said before: devmgr logs --source ${name}`,
    exitCode: ExitCode.notGood,
  });
}
