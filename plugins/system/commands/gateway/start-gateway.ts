import { DevmgrError, ExitCode, type CommandHandler } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../../system-parts.js';
import { startOfferingPort } from '../start-offering-port.js';

/** Makes the gateway one of the servers, for good, and starts it. `show` goes to its row. */
export function startGateway(parts: SystemParts, show: () => void): CommandHandler {
  return {
    async run() {
      await parts.gateway.show();
      const { servers } = await parts.manager.discover();
      const server = servers.find(({ isGateway }) => isGateway);
      if (!server) throw noGateway();
      parts.selection.select(server.name);
      show();
      // In another devmgr, which is known since the servers were looked for.
      if (gatewayState(parts)) return;
      await startOfferingPort(parts, server.name, (options) => parts.manager.start(server.name, options));
    },
    disabledReason() {
      const running = gatewayState(parts);
      return running ? `${running.name} is ${running.status} already` : undefined;
    },
  };
}

/** The gateway when it is up. */
function gatewayState({ manager }: SystemParts): ServerState | undefined {
  return manager.all
    .get()
    .find(({ name, status }) => manager.definition(name)?.isGateway && (status === 'running' || status === 'starting'));
}

function noGateway(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_GATEWAY_UNAVAILABLE',
    message: 'The gateway cannot be started here: servers of this project have its names',
    hint: 'Start it in a terminal: devmgr gateway',
    exitCode: ExitCode.unavailable,
  });
}
