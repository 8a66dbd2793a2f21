import { DisposableStore, type PluginContext } from 'devmgr/plugin-api';
import type { GatewayPresence } from './gateway/gateway-presence.js';
import { latePart } from './servers/late-part.js';
import type { Ports } from './servers/ports/create-ports.js';
import type { BackgroundServers } from './servers/remote/background-servers.js';
import type { OtherServers } from './servers/remote/other-servers.js';
import type { RunPublisher } from './servers/remote/run-publisher.js';
import type { ServerHost } from './servers/server-host.js';
import type { ServerPreferences } from './servers/server-preferences.js';

/** What runs servers, and knows what runs elsewhere. */
export interface ServerParts {
  /** All servers of the project, whoever runs them. */
  readonly host: ServerHost;
  /** Those of other devmgrs in this project. */
  readonly others: OtherServers;
  /** Tells other devmgrs of the servers of this one. */
  readonly publisher: RunPublisher;
  /** Those that go on when this devmgr ends. */
  readonly background: BackgroundServers;
  readonly ports: Ports;
  /** Whether a server of this project listens on a port of this machine, whoever runs it. */
  listensOn(port: number): Promise<boolean>;
}

/**
 * Loads it the first time that it is asked for: the first frame has no use for it. When that fails the next one who asks tries again. Whatever
 * is registered after this call is released before the servers are stopped.
 */
export function lateServerParts(
  context: PluginContext,
  preferences: ServerPreferences,
  gateway?: GatewayPresence,
): () => Promise<ServerParts> {
  const subscriptions = context.subscriptions.add(new DisposableStore());
  let parts: Promise<ServerParts> | undefined;
  return () => {
    parts ??= latePart(() => import('./create-server-parts.js'))
      .then((late) => late.createServerParts({ ...context, subscriptions }, preferences, gateway))
      .catch((error: unknown) => {
        parts = undefined;
        throw error;
      });
    return parts;
  };
}
