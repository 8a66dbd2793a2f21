import type { PluginContext } from 'devmgr/plugin-api';
import type { GatewayPresence } from './gateway/gateway-presence.js';
import type { ServerParts } from './server-parts.js';
import { createServerManager } from './servers/create-server-manager.js';
import { logChange } from './servers/log-changes.js';
import { loadLateParts } from './servers/load-late-parts.js';
import { listensOn } from './servers/ports/listens-on.js';
import { projectPorts } from './servers/ports/project-ports.js';
import { BackgroundServers } from './servers/remote/background-servers.js';
import { ProjectServers } from './servers/remote/project-servers.js';
import { SharedRuns } from './servers/remote/shared-runs.js';
import type { ServerPreferences } from './servers/server-preferences.js';

/** Wires what runs servers. */
export function createServerParts(
  context: PluginContext,
  preferences: ServerPreferences,
  gateway?: GatewayPresence,
): ServerParts {
  const { processes, clock, log, manifest, subscriptions, workspace } = context;
  const pid = process.pid;
  const shared = new SharedRuns(context, pid);
  const { others, records, claims, runDir } = shared;
  const own = createServerManager(context, {
    gateway,
    preferredOptions: (name) => preferences.startOptions(name),
    beforeStart: (name) => shared.beforeStart(name, own.definition(name)?.runs.kind === 'url'),
  });
  // Released in reverse order: the servers are stopped first, and then nobody is told of them any more.
  subscriptions.add(others);
  const publisher = subscriptions.add(shared.publish(own));
  subscriptions.add(own.onDidChange((change) => logChange(log, change)));
  subscriptions.add(loadLateParts(own, log));
  subscriptions.add(own);
  own.knowElsewhere(shared);
  const startsElsewhere = context.screen.isInteractive;
  const host = subscriptions.add(new ProjectServers({ own, others, log, startsElsewhere }));
  const word = manifest.cli?.[0]?.name ?? 'server';
  const { root } = workspace;
  return {
    host,
    others,
    publisher,
    background: new BackgroundServers({ own, others, claims, processes, clock, root, word, pid, runDir }),
    ports: projectPorts(context, host),
    listensOn: (port) => listensOn(port, { manager: own, records, processes }),
  };
}
