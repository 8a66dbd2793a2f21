import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { serverAddress } from '../servers/openapi/server-address.js';
import type { SystemParts } from '../system-parts.js';
import { serverHere } from './default-server.js';
import { meantServer, stateOf } from './server-reports.js';

/** A server that can be asked now. */
export interface ClientTarget {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
}

/** The server that is meant, wherever it runs; without a name one that speaks HTTP. Rejects with a `DevmgrError` when it does not run or has no URL. */
export async function clientTarget(parts: SystemParts, given: string | undefined): Promise<ClientTarget> {
  await parts.manager.discover();
  const name = given === undefined ? await meantByClient(parts) : await parts.manager.resolve(given);
  const url = serverAddress(parts.manager, name);
  if (url !== undefined) return { name, url };
  if (stateOf(parts, name)?.status === 'running') {
    const hint = `Give it a port or url in [tool.devmgr.servers.${name}]`;
    throw unavailable(`It is not known where ${name} is reached`, hint);
  }
  throw unavailable(`${name} does not run`, `Start it: devmgr server start ${name}`);
}

/** The default may well be a database: an application that runs, what answered HTTP, an application that could be started, what else is meant. */
async function meantByClient(parts: SystemParts): Promise<string> {
  const states = parts.manager.all.get();
  const reached = states.filter(({ name }) => serverAddress(parts.manager, name) !== undefined);
  const here = serverHere(parts)?.name;
  const found =
    reached.find((state) => isApp(state) && state.name === here) ??
    reached.find(isApp) ??
    reached.find((state) => answersHttp(state, parts)) ??
    states.find(isApp);
  return found?.name ?? meantServer(parts);
}

function isApp({ kind }: ServerState): boolean {
  return kind === 'app';
}

function answersHttp(state: ServerState, { manager }: SystemParts): boolean {
  const probe = manager.definition(state.name)?.health.probe.kind ?? 'auto';
  if (probe !== 'auto' && probe !== 'http') return false;
  return state.status === 'running' && state.health.kind === 'healthy' && /^(?:\/|https?:)/.test(state.health.path);
}

function unavailable(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_NOT_RUNNING', message, hint, exitCode: ExitCode.unavailable });
}
