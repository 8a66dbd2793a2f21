import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { reportServer, type ServerReport } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';
import { defaultServer } from './default-server.js';

/** Every server of the project, whoever runs it. With names only those, in their order; rejects for one that nobody has. */
export async function serverReports(
  { manager, context }: SystemParts,
  names?: readonly string[],
): Promise<ServerReport[]> {
  await manager.discover();
  for (const name of names ?? []) await manager.resolve(name);
  const reports = manager.all.get().map((state) => reportServer(state, context.clock.now()));
  return names === undefined ? reports : names.flatMap((name) => reports.find((report) => report.name === name) ?? []);
}

/** The state of a server as it is now, whoever runs it. */
export function stateOf({ manager }: SystemParts, name: string): ServerState | undefined {
  return manager.all.get().find((state) => state.name === name);
}

/** It runs, is about to, is tried again, or was left by a devmgr that is gone: there is something to stop. */
export function isUp(state: ServerState | undefined): boolean {
  return state !== undefined && state.status !== 'stopped';
}

/**
 * The server that is meant where none is named: the only one that runs, or the default. Rejects when several run and none of them is
 * the default.
 */
export async function meantServer(parts: SystemParts): Promise<string> {
  const { manager } = parts;
  await manager.discover();
  const running = manager.all.get().filter(isUp);
  const [only] = running;
  if (only && running.length === 1) return only.name;
  const standard = await defaultServer(parts);
  if (running.length === 0 || running.some(({ name }) => name === standard)) return standard;
  const hint = `Name it: ${running.map(({ name }) => name).join(', ')}`;
  throw new DevmgrError({ code: 'DEVMGR_USAGE', message: 'Several servers run', hint, exitCode: ExitCode.usage });
}
