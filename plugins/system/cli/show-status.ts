import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerReport } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';
import { printServers } from './print-servers.js';
import { serverReports } from './server-reports.js';

/** `server status [name]`: 1 when something that runs is not well or has crashed, else 0, also when nothing runs. */
export async function showStatus(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  if (invocation.flags.boolean('watch'))
    return (await import('./watch-status.js')).watchStatus(invocation, parts, invocation.args[1]);
  const named = invocation.args.slice(1);
  const reports = await serverReports(parts, named.length > 0 ? named : undefined);
  if (invocation.json) invocation.stdout.write(`${JSON.stringify({ servers: reports })}\n`);
  else if (reports.length > 0) invocation.stdout.write(printServers(reports, parts.context.text));
  else invocation.stderr.write('This project has no servers: no FastAPI application was found\n');
  return reports.some(isBad) ? ExitCode.notGood : ExitCode.ok;
}

function isBad({ status, health, leftover, reason, reload }: ServerReport): boolean {
  return (
    status === 'crashed' ||
    health === 'unhealthy' ||
    leftover === true ||
    reason !== undefined ||
    reload?.phase === 'broken'
  );
}
