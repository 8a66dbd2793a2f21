import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { reportServer, type ServerReport } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';

/** Every server of the project: as another devmgr runs it, else as it is known here. With a name only those of it. */
export async function serverReports({ manager, others, context }: SystemParts, name?: string): Promise<ServerReport[]> {
  const [running] = await Promise.all([others.list(), manager.discover()]);
  const known = manager.all.get().map((state) => reportServer(state, context.clock.now()));
  const here = known.filter((report) => !running.some((other) => other.name === report.name));
  const order = known.map((report) => report.name);
  const position = ({ name: each }: ServerReport) => (order.includes(each) ? order.indexOf(each) : order.length);
  const all = [...running, ...here].sort((a, b) => position(a) - position(b));
  if (name === undefined) return all;
  const found = all.filter((report) => report.name === name);
  if (found.length === 0) await manager.resolve(name);
  return found;
}

/**
 * The server that `stop` and `restart` mean without a name: the one that another devmgr runs, or the default.
 * Rejects when several run and none is the default.
 */
export async function meantServer(parts: SystemParts, name: string | undefined): Promise<string> {
  const running = [...new Set((await parts.others.list()).map((report) => report.name))];
  if (name !== undefined) return running.includes(name) ? name : parts.manager.resolve(name);
  if (running.length === 1 && running[0] !== undefined) return running[0];
  const { servers } = await parts.manager.discover();
  const standard = servers[0]?.name;
  if (running.length === 0 || (standard !== undefined && running.includes(standard)))
    return parts.manager.resolve(standard);
  const hint = `Name it: ${running.join(', ')}`;
  throw new DevmgrError({ code: 'DEVMGR_USAGE', message: 'Several servers run', hint, exitCode: ExitCode.usage });
}
