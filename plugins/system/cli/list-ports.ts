import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { PortHolder } from '../servers/ports/port-holder.js';
import { shortDuration } from '../servers/short-duration.js';
import type { SystemParts } from '../system-parts.js';
import { alignedColumns } from './aligned-columns.js';

const MAX_COMMAND = 80;

/** `server ports`: where processes of this person listen, and which of them are servers of the project. 0. */
export async function listPorts(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const { clock, text } = parts.context;
  await parts.manager.discover();
  const { ports } = await parts.servers();
  const holders = await ports.all();
  if (invocation.json) {
    invocation.stdout.write(`${JSON.stringify({ ports: holders.map(portReport) })}\n`);
    return ExitCode.ok;
  }
  if (holders.length === 0) {
    invocation.stderr.write('No process of yours listens on a port\n');
    return ExitCode.ok;
  }
  const rows = holders.map((holder) => cells(holder, clock.now()));
  const lines = alignedColumns([['PORT', 'ADDRESS', 'PID', 'UP', 'SERVER', 'COMMAND'], ...rows], text);
  invocation.stdout.write(lines.map((line) => `${text.clean(line)}\n`).join(''));
  return ExitCode.ok;
}

/** As it stands in `--json`. Times: milliseconds since the epoch. */
export function portReport({ port, address, server, owner, user }: PortHolder) {
  return {
    port,
    address,
    pid: owner?.pid ?? null,
    command: owner?.command ?? null,
    startedAt: owner?.startedAt ?? null,
    user: owner?.user ?? user ?? null,
    server: server ?? null,
  };
}

function cells({ port, address, owner, server }: PortHolder, now: number): string[] {
  const command = (owner?.command ?? '-').replaceAll(/\s+/g, ' ');
  return [
    String(port),
    address,
    owner === undefined ? '-' : String(owner.pid),
    owner?.startedAt === undefined ? '-' : shortDuration(now - owner.startedAt),
    server ?? '-',
    command.length > MAX_COMMAND ? `${command.slice(0, MAX_COMMAND - 1)}…` : command,
  ];
}
