import type { PluginContext } from 'devmgr/plugin-api';
import { discoverServers } from '../servers/definition/discover-servers.js';
import { SharedRuns } from '../servers/remote/shared-runs.js';
import { readServerSettings } from '../servers/server-settings.js';
import { AS_SERVER } from './as-server.js';
import { GatewayInTerminal } from './gateway-in-terminal.js';
import { gatewayName } from './gateway-name.js';

export interface PublishedGateway {
  /** It takes no more calls; resolves when the others know. */
  ended(): Promise<void>;
}

/**
 * Shows a gateway that was started in a terminal to the other devmgrs of the project, as one of the servers: they do not start a second one,
 * and may stop it with `stop`. One that is started as a server is shown by the devmgr that did; `undefined`: nothing is to be shown.
 */
export async function publishGateway(
  context: PluginContext,
  { url, startedAt, stop }: { readonly url: string; readonly startedAt: number; readonly stop: () => void },
): Promise<PublishedGateway | undefined> {
  if (context.env[AS_SERVER] === '1') return undefined;
  const name = gatewayName(await serversOf(context));
  if (name === undefined) return undefined;
  const { pid } = process;
  const shared = new SharedRuns(context, pid);
  if (await shared.claims.take(name)) return undefined;
  const server = new GatewayInTerminal({ name, pid, url, startedAt, stop, latencyMs: await latencyOf(url) });
  const publisher = shared.publish(server);
  server.began();
  return {
    async ended() {
      server.ended();
      await publisher.settled();
      await publisher.dispose();
    },
  };
}

async function serversOf({ config, env, workspace }: PluginContext) {
  const { app, host, reloadMode } = readServerSettings(config);
  const layers = config.layers('servers');
  const { servers } = await discoverServers({ root: workspace.root, env, layers, chosen: app, host, reloadMode });
  return servers;
}

/** Milliseconds until it says that it is well. */
async function latencyOf(url: string): Promise<number> {
  // The first request loads what makes requests.
  await ask(url);
  const from = performance.now();
  await ask(url);
  return performance.now() - from;
}

function ask(url: string): Promise<unknown> {
  return fetch(`${url}/health`)
    .then((response) => response.arrayBuffer())
    .catch(() => undefined);
}
