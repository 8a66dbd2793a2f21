import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { meantServer, serverReports } from './server-reports.js';

/** `server stop [name]`: wherever it runs. 0 also when it does not run: afterwards it is as wanted. */
export async function stopServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const name = await meantServer(parts, invocation.args[1]);
  const count = await parts.others.stop(name);
  if (invocation.json) {
    invocation.stdout.write(`${JSON.stringify({ servers: await serverReports(parts, name).catch(() => []) })}\n`);
  } else {
    invocation.stdout.write(count > 0 ? `${name} stopped\n` : `${name} does not run\n`);
  }
  return ExitCode.ok;
}
