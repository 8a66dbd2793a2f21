import { selectedServer } from '../../commands/selected-server.js';
import type { SystemParts } from '../../system-parts.js';

/** Of the gateway calls are listed in place of requests. */
export function isGatewaySelected(parts: SystemParts): boolean {
  const server = selectedServer(parts);
  return server !== undefined && parts.manager.definition(server.name)?.isGateway === true;
}
