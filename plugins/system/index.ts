import { join } from 'node:path';
import { definePlugin, type CommandHandler, type PluginContext } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import { ServerChanged, Servers } from 'devmgr/plugin-api/contracts/servers';
import { words } from './cli/words.js';
import { copyUrl } from './commands/copy-url.js';
import { openServer } from './commands/open-server.js';
import { providerCommands } from './commands/providers/provider-commands.js';
import { restartServer } from './commands/restart-server.js';
import { startServer } from './commands/start-server.js';
import { stopServer } from './commands/stop-server.js';
import { toggleAutostart } from './commands/toggle-autostart.js';
import { viewCommands } from './commands/view-commands.js';
import { createProvidersParts } from './create-providers-parts.js';
import { createAi } from './providers/create-ai.js';
import { createServerManager } from './servers/create-server-manager.js';
import { logChange } from './servers/log-changes.js';
import { OtherServers } from './servers/remote/other-servers.js';
import { RunPublisher } from './servers/remote/run-publisher.js';
import { RunRecords } from './servers/remote/run-records.js';
import type { ServerManager } from './servers/server-manager.js';
import { ServerPreferences } from './servers/server-preferences.js';
import { ServerSelection } from './servers/server-selection.js';
import { listensOn } from './servers/listens-on.js';
import { startAutomatically } from './servers/start-automatically.js';
import type { SystemParts } from './system-parts.js';
import { showDefaultProvider } from './tab/providers/show-default-provider.js';
import { serversStatus } from './tab/status-item.js';
import { createSystemTab } from './tab/system-tab.js';
import { SystemView } from './tab/system-view.js';

export default definePlugin({
  activate(context) {
    const parts = wire(context);
    const view = new SystemView(context.commands);
    context.services.provide(Servers, publicServers(parts.manager));
    context.services.provide(Ai, parts.ai.ai);
    for (const [word, handler] of Object.entries(words(parts))) context.cli.register(word, handler);
    for (const [id, handler] of Object.entries(commands(parts, view))) context.commands.register(id, handler);
    context.tabs.register('system', (tab) => createSystemTab(parts, view, tab));
    showStatus(parts);
    showDefaultProvider(parts.providers);
    if (context.screen.isInteractive) void startAutomatically(parts);
  },
});

function wire(context: PluginContext): SystemParts {
  const { processes, clock, log, storage, subscriptions } = context;
  const records = new RunRecords(join(storage.workspaceDir, 'run', 'servers'));
  const pid = process.pid;
  const others = new OtherServers({ records, processes, clock, pid });
  const manager = createServerManager(context, async (name) => {
    for (const left of await others.clearLeftovers(name))
      log.warn(`${name}: ended pid ${left}, which an earlier devmgr had left`);
  });
  // Released in reverse order: the servers are stopped first, and then nobody is told of them any more.
  subscriptions.add(new RunPublisher({ manager, records, processes, clock, log, pid }));
  subscriptions.add(
    manager.onDidChange((change) => {
      logChange(log, change);
      if (change.before !== change.after) context.events.publish(ServerChanged, change);
    }),
  );
  subscriptions.add(manager);
  const ai = createAi(context, { isOwnServer: (port) => listensOn(port, { manager, records, processes }) });
  return {
    context,
    manager,
    others,
    preferences: new ServerPreferences(storage.state),
    ai,
    providers: createProvidersParts(context, ai),
    selection: new ServerSelection(),
  };
}

function commands(
  parts: SystemParts,
  view: SystemView,
): Readonly<Record<string, CommandHandler | CommandHandler['run']>> {
  return {
    'system.start-server': startServer(parts),
    'system.stop-server': stopServer(parts),
    'system.restart-server': restartServer(parts),
    'system.open-server': openServer(parts),
    'system.toggle-autostart': toggleAutostart(parts),
    'system.copy-url': copyUrl(parts),
    ...providerCommands(parts.providers, view),
    ...viewCommands(view, () => parts.context.screen.showTab('system')),
  };
}

/** What other plugins get: no more than the contract. */
function publicServers(manager: ServerManager): Servers {
  return {
    all: manager.all,
    start: (name, options) => manager.start(name, options),
    stop: (name) => manager.stop(name),
    restart: (name) => manager.restart(name),
  };
}

function showStatus({ context, manager }: SystemParts): void {
  const item = context.screen.statusItem({ align: 'left', priority: 100 });
  context.subscriptions.add(manager.all.onDidChange((all) => item.set(serversStatus(all), 'system.show-servers')));
}
