import type { PluginContext } from 'devmgr/plugin-api';
import { DEFAULT_HEALTH, defaultDefinition } from '../servers/definition/default-definition.js';
import type { ServerDefinition } from '../servers/definition/server-definition.js';
import { AS_SERVER } from './as-server.js';
import { GATEWAY_TARGET, gatewayName } from './gateway-name.js';
import { readGatewaySettings } from './settings/read-gateway-settings.js';

/** It loads no Python: when it is not there by then it does not come. */
const STARTUP_TIMEOUT_MS = 30_000;
/** Streams that go on are told to end before that. */
const STOP_TIMEOUT_MS = 15_000;

/**
 * The gateway as a server of the project: a devmgr of its own. `undefined` where it is not known how one is started, or when servers of the
 * project have taken its names.
 */
export function gatewayServer(
  { processes, workspace, config, env }: Pick<PluginContext, 'processes' | 'workspace' | 'config' | 'env'>,
  others: readonly Pick<ServerDefinition, 'name'>[],
): ServerDefinition | undefined {
  const name = gatewayName(others);
  const command = processes.ownCommand;
  if (name === undefined || command.length === 0) return undefined;
  const { root } = workspace;
  const { port } = readGatewaySettings(config.layers('gateway'), { root, env });
  const probe = { kind: 'http', path: '/health', status: [], body: undefined, headers: {} } as const;
  const args = ['gateway', '--project', root];
  return {
    ...defaultDefinition(root, {
      name,
      target: GATEWAY_TARGET,
      source: 'devmgr',
      runs: { kind: 'command', command: [...command, ...args] },
    }),
    host: '127.0.0.1',
    // Of the settings; a person may give another one for a start, which it is told as `PORT`.
    port,
    env: { [AS_SERVER]: '1' },
    health: { ...DEFAULT_HEALTH, probe, startupTimeoutMs: STARTUP_TIMEOUT_MS },
    reload: 'off',
    stop: { signal: 'SIGTERM', timeoutMs: STOP_TIMEOUT_MS },
    isGateway: true,
    autostart: false,
  };
}
