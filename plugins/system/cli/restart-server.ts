import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { printServers } from './print-servers.js';
import { meantServer, serverReports } from './server-reports.js';

/** `server restart [name]`: where it runs, with what it was started with. 1 when it does not run or crashes. */
export async function restartServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const name = await meantServer(parts, invocation.args[1]);
  const isRestarted = await parts.others.restart(name);
  if (!isRestarted) {
    invocation.stderr.write(`${name} does not run\n  Start it: devmgr server start ${name}\n`);
    if (invocation.json) invocation.stdout.write(`${JSON.stringify({ servers: await serverReports(parts, name) })}\n`);
    return ExitCode.notGood;
  }
  const reports = await serverReports(parts, name);
  invocation.stdout.write(
    invocation.json ? `${JSON.stringify({ servers: reports })}\n` : printServers(reports, parts.context.text),
  );
  return reports.some(({ status }) => status === 'crashed') ? ExitCode.notGood : ExitCode.ok;
}
