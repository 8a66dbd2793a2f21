import { Store, type PluginContext } from 'devmgr/plugin-api';
import type { ServerState, TestTargets } from 'devmgr/plugin-api/contracts/servers';
import type { ServerParts } from '../../server-parts.js';
import { isThisMachine } from './is-this-machine.js';

/**
 * Tells other plugins where requests of tests are known. Made when it is asked for the first time; given back with the plugin. No server is looked
 * for: what takes requests runs already, here or in another devmgr.
 */
export function lateTestTargets(
  context: PluginContext,
  servers: () => Promise<Pick<ServerParts, 'host' | 'others'>>,
): () => Promise<TestTargets> {
  let targets: Promise<TestTargets> | undefined;
  return () => {
    targets ??= makeTargets(context, servers).catch((error: unknown) => {
      targets = undefined;
      throw error;
    });
    return targets;
  };
}

async function makeTargets(
  context: PluginContext,
  servers: () => Promise<Pick<ServerParts, 'host' | 'others'>>,
): Promise<TestTargets> {
  const [{ projectTestSecret }, { host, others }] = await Promise.all([import('./project-test-secret.js'), servers()]);
  const [secret] = await Promise.all([projectTestSecret(context), others.watch()]);
  const addresses = context.subscriptions.add(new Store(targetAddresses(host.all.get())));
  const following = host.all.onDidChange((all) => {
    const now = targetAddresses(all);
    if (now.join() !== addresses.get().join()) addresses.set(now);
  });
  context.subscriptions.add(following);
  return { secret, addresses };
}

/** Hosts and ports of the servers that take requests of tests. Never those of other machines: a server may be reached through one. */
export function targetAddresses(servers: readonly ServerState[]): readonly string[] {
  return servers.flatMap((server) => {
    if (server.status !== 'running' || !server.takesTests || server.ssh !== undefined) return [];
    if (!URL.canParse(server.url)) return [];
    const { hostname, port, protocol } = new URL(server.url);
    return hostname === '' || !isThisMachine(hostname.replace(/^\[|\]$/g, ''))
      ? []
      : [`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`];
  });
}
