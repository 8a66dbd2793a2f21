import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { printServers } from './print-servers.js';
import { serverReports } from './server-reports.js';

/** `server list`: the servers of the project, running or not. 0, also when there is none: then it tells what was tried. */
export async function listServers(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const reports = await serverReports(parts, invocation.args[1]);
  if (invocation.json) {
    invocation.stdout.write(`${JSON.stringify({ servers: reports })}\n`);
  } else if (reports.length > 0) {
    invocation.stdout.write(printServers(reports, parts.context.text));
  } else {
    const { tried } = await parts.manager.discover();
    invocation.stderr.write(
      ['No FastAPI application was found. Tried:', ...tried.map((line) => `  ${line}`), ''].join('\n'),
    );
  }
  return ExitCode.ok;
}
