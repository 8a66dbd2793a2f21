import type { PluginContext } from 'devmgr/plugin-api';
import { isLoopback } from '../servers/client/is-loopback.js';
import type { ServerHost } from '../servers/server-host.js';
import { GATEWAY_TARGET } from './gateway-name.js';
import { GatewayToken } from './security/gateway-token.js';

/**
 * The token as devmgr itself sends it to the gateway, for its routes and requests to them: `Bearer …`. `undefined` for every other server, and
 * where the gateway is not on this machine. Rejects when there is no token that may be sent.
 */
export async function gatewayKey(
  { storage, secrets }: Pick<PluginContext, 'storage' | 'secrets'>,
  manager: Pick<ServerHost, 'all' | 'definition'>,
  name: string,
): Promise<string | undefined> {
  const state = manager.all.get().find((each) => each.name === name);
  const definition = manager.definition(name);
  // One in a terminal is known by what its devmgr says of it; a server of the project cannot say so of itself.
  const isGateway = definition
    ? definition.isGateway === true
    : state?.owner !== undefined && state.target === GATEWAY_TARGET;
  if (!state || !isGateway || !('url' in state) || state.url === '') return undefined;
  if (!isLoopback(new URL(state.url).hostname)) return undefined;
  const token = await new GatewayToken(storage.globalDir).get();
  secrets.add(token);
  return `Bearer ${token}`;
}
