import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';
import type { ApiParts } from './api-parts.js';
import { gatewayKey } from './gateway/gateway-key.js';
import { createApiClient } from './servers/client/api-client.js';
import { curlCommand } from './servers/client/export/curl-command.js';
import { httpxCode } from './servers/client/export/httpx-code.js';
import { RequestHistory } from './servers/client/request-history.js';
import { SavedRequests } from './servers/client/saved-requests.js';
import { serverAddress } from './servers/openapi/server-address.js';
import { ServerRoutes } from './servers/openapi/server-routes.js';
import type { ServerHost } from './servers/server-host.js';

/** Wires what asks servers. */
export function createApiParts(context: PluginContext, manager: ServerHost): ApiParts {
  const { subscriptions, storage, config, pluginDir, env, workspace, secrets } = context;
  const authorization = (name: string) => gatewayKey(context, manager, name);
  const routes = subscriptions.add(
    new ServerRoutes({ manager, path: () => config.string('openapi'), pluginDir, authorization }),
  );
  return {
    saved: subscriptions.add(new SavedRequests(storage.workspaceDir)),
    history: subscriptions.add(new RequestHistory(storage.workspaceDir)),
    routes: (name) => routes.of(name),
    client(name) {
      const url = serverAddress(manager, name);
      if (url === undefined) return undefined;
      const variable = (key: string) => env[key] ?? workspace.dotenv.get()[key];
      return createApiClient({
        url,
        variable,
        addSecret: (value) => secrets.add(value),
        folder: workspace.root,
        authorization: () => authorization(name),
      });
    },
    exported(name, request, as, status) {
      const url = serverAddress(manager, name);
      if (url === undefined) throw notRunning(name);
      if (as === 'curl') return curlCommand(request, url);
      return httpxCode(request, { url, ...(as === 'pytest' && { test: { status } }) });
    },
  };
}

function notRunning(name: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_NOT_RUNNING',
    message: `${name} does not run`,
    hint: 'Start it with s',
  });
}
