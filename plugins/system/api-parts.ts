import type { PluginContext } from 'devmgr/plugin-api';
import type { ApiClient } from './servers/client/api-client.js';
import type { ApiRequest } from './servers/client/api-request.js';
import type { RequestHistory } from './servers/client/request-history.js';
import type { SavedRequests } from './servers/client/saved-requests.js';
import type { RouteSource } from './servers/openapi/route-source.js';
import type { ServerHost } from './servers/server-host.js';

/** What asks servers for their routes, and whatever else a person wants to ask them. */
export interface ApiParts {
  readonly saved: SavedRequests;
  readonly history: RequestHistory;
  routes(name: string): RouteSource;
  /** `undefined`: it does not run. */
  client(name: string): ApiClient | undefined;
  /** The request in another language. Throws a `DevmgrError` when the server does not run or the request lacks something. */
  exported(name: string, request: ApiRequest, as: 'curl' | 'httpx' | 'pytest', status: number): string;
}

/** Loads it the first time that it is asked for; it is released with the plugin. */
export function lateApiParts(context: PluginContext, manager: ServerHost): () => Promise<ApiParts> {
  let parts: Promise<ApiParts> | undefined;
  return () => (parts ??= import('./create-api-parts.js').then((late) => late.createApiParts(context, manager)));
}
