import type { PortOwner } from 'devmgr/plugin-api';
import { runTool } from './run-tool.js';

/** Who listens on a port, asked from `lsof` (macOS); the full command line from `ps`. */
export async function lsofPortOwner(port: number): Promise<PortOwner | undefined> {
  const owner = parseLsof((await runTool('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'])) ?? '');
  if (!owner) return undefined;
  const commandLine = await runTool('ps', ['-ww', '-o', 'command=', '-p', String(owner.pid)]);
  return { pid: owner.pid, command: commandLine?.trim() || owner.command };
}

/** Format of `lsof -F`: one field a line with its letter in front, `p` begins a process, `c` is its short name. */
export function parseLsof(output: string): PortOwner | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  if (pid === undefined) return undefined;
  return { pid: Number(pid), command: /^c(.+)$/m.exec(output)?.[1] ?? '' };
}
