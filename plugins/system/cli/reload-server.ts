import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { notReloadable } from '../servers/remote/remote-errors.js';
import type { SystemParts } from '../system-parts.js';
import { printServers } from './print-servers.js';
import { isUp, meantServer, serverReports, stateOf } from './server-reports.js';
import { wantedServers } from './wanted-servers.js';

/**
 * `server reload [name..]`: as if a file of them had changed; resolves when the new code serves. 1 when it is broken. Rejects for one that does
 * not run with reload.
 */
export async function reloadServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  const names = (await wantedServers(invocation, parts)) ?? [await meantApp(parts)];
  const { others } = await parts.servers();
  for (const name of names) {
    const before = stateOf(parts, name);
    const done = reloaded(parts, name, before, invocation.signal);
    if (before?.owner === undefined || !(await others.reload(name))) throw notReloadable(name);
    await done;
  }
  const reports = await serverReports(parts, names);
  const { json, stdout } = invocation;
  stdout.write(json ? `${JSON.stringify({ servers: reports })}\n` : printServers(reports, parts.context.text));
  const isBad = reports.some(({ status, reload }) => status === 'crashed' || reload?.phase === 'broken');
  return isBad ? ExitCode.notGood : ExitCode.ok;
}

/** Helper processes beside the one application that runs are not meant. */
async function meantApp(parts: SystemParts): Promise<string> {
  await parts.manager.discover();
  const apps = parts.manager.all.get().filter((state) => state.kind === 'app' && isUp(state));
  const [only] = apps;
  return only && apps.length === 1 ? only.name : meantServer(parts);
}

/** Resolves when it serves with another process and no reload is under way, when it is broken, and when it has ended. */
function reloaded(
  { manager }: SystemParts,
  name: string,
  before: ServerState | undefined,
  signal: AbortSignal,
): Promise<void> {
  const pid = before && 'pid' in before ? before.pid : undefined;
  // Broken from before, and not yet begun again.
  const old = before?.status === 'running' ? before.reload : undefined;
  return new Promise((resolve) => {
    const settle = () => {
      const state = manager.all.get().find((each) => each.name === name);
      if (state && !signal.aborted && isUnderWay(state, pid, old)) return;
      void watch.dispose();
      resolve();
    };
    const watch = manager.all.onDidChange(settle);
    signal.addEventListener('abort', settle, { once: true });
  });
}

function isUnderWay(state: ServerState, pid: number | undefined, old: unknown): boolean {
  if (state.status === 'starting' || state.status === 'stopping') return true;
  if (state.status !== 'running') return false;
  const { reload } = state;
  if (reload?.phase === 'broken') return JSON.stringify(reload) === JSON.stringify(old);
  return reload !== undefined || state.pid === pid || state.health.kind === 'unknown';
}
