import { definePlugin, type PluginContext } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { ServerChanged, Servers } from 'devmgr/plugin-api/contracts/servers';
import { lateApiParts } from './api-parts.js';
import { words } from './cli/words.js';
import { registerCommands } from './commands/register-commands.js';
import { createProvidersParts } from './create-providers-parts.js';
import { GatewayPresence } from './gateway/gateway-presence.js';
import { createJobsParts } from './create-jobs-parts.js';
import { createFineTuning } from './finetuning/create-fine-tuning.js';
import { createAi } from './providers/create-ai.js';
import { lateServerParts } from './server-parts.js';
import { LateServers } from './servers/late-servers.js';
import { ServerPreferences } from './servers/server-preferences.js';
import { ServerSelection } from './servers/server-selection.js';
import { lateTestTargets } from './servers/tests/test-targets.js';
import { startAutomatically } from './servers/start-automatically.js';
import type { SystemParts } from './system-parts.js';
import { showJobStatus } from './tab/finetuning/job-status.js';
import { showDefaultProvider } from './tab/providers/show-default-provider.js';
import { serversStatus } from './tab/status-item.js';
import { createSystemTab } from './tab/system-tab.js';
import { SystemView } from './tab/system-view.js';

export default definePlugin({
  activate(context) {
    const parts = wire(context);
    const view = new SystemView(context);
    const { manifest, services, cli } = context;
    // A copy of this plugin under another id does not offer the services.
    if (manifest.services?.includes(Servers.id)) services.provide(Servers, publicServers(parts));
    if (manifest.services?.includes(Ai.id)) services.provide(Ai, parts.ai.ai);
    if (manifest.services?.includes(FineTuning.id)) services.provide(FineTuning, parts.finetuning);
    const handlers = words(parts);
    manifest.cli?.forEach(({ name }, at) => handlers[at] && cli.register(name, handlers[at]));
    registerCommands(parts, view);
    context.tabs.register(context.manifest.tab?.id ?? context.manifest.id, (tab) => createSystemTab(parts, view, tab));
    showStatus(parts);
    showDefaultProvider(parts.providers);
    showJobStatus(parts.jobs);
    if (context.screen.isInteractive) void startAutomatically(parts);
  },
});

function wire(context: PluginContext): SystemParts {
  const { storage, subscriptions } = context;
  const preferences = new ServerPreferences(storage.state);
  const gateway = subscriptions.add(new GatewayPresence(context));
  const servers = lateServerParts(context, preferences, gateway);
  const manager = subscriptions.add(new LateServers(async () => (await servers()).host));
  subscriptions.add(
    manager.onDidChange((change) => {
      if (change.before !== change.after) context.events.publish(ServerChanged, change);
    }),
  );
  const ai = createAi(context, { isOwnServer: async (port) => (await servers()).listensOn(port) });
  const finetuning = createFineTuning(context, ai);
  return {
    context,
    manager,
    servers,
    gateway,
    api: lateApiParts(context, manager),
    preferences,
    ai,
    finetuning,
    jobs: createJobsParts(context, finetuning, ai.preferences),
    providers: createProvidersParts(context, ai),
    selection: new ServerSelection(),
  };
}

/** What other plugins get: no more than the contract. */
function publicServers({ context, manager, servers }: SystemParts): Servers {
  return {
    all: manager.all,
    start: (name, options) => manager.start(name, options),
    stop: (name) => manager.stop(name),
    restart: (name) => manager.restart(name),
    testTargets: lateTestTargets(context, servers),
  };
}

function showStatus({ context, manager }: SystemParts): void {
  const item = context.screen.statusItem({ align: 'left', priority: 100 });
  context.subscriptions.add(
    manager.all.onDidChange((all) => item.set(serversStatus(all), `${context.manifest.id}.show-servers`)),
  );
}
