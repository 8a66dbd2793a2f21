import { definePlugin, type PluginContext } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { words } from './cli/words.js';
import { indexCommands } from './commands/index-commands.js';
import { viewCommands } from './commands/view-commands.js';
import { SearchSession } from './find/search-session.js';
import { CodeIndexService } from './index/service/code-index-service.js';
import { ChatTab } from './tab/chat-tab.js';

export default definePlugin({
  activate(context) {
    const { manifest, subscriptions, cli, services } = context;
    const index = subscriptions.add(new CodeIndexService(context));
    // A copy of this plugin under another id does not offer the service.
    if (manifest.services?.includes(CodeIndex.id)) services.provide(CodeIndex, index);
    const handlers = words({ context, index });
    manifest.cli?.forEach(({ name }, at) => handlers[at] && cli.register(name, handlers[at]));
    registerScreen(context, index);
  },
});

/** The tab and the commands that work on it. */
function registerScreen(context: PluginContext, index: CodeIndex): void {
  const { manifest, subscriptions, commands, tabs } = context;
  const session = subscriptions.add(new SearchSession(index));
  let view: ChatTab | undefined;
  const handlers = { ...indexCommands(index), ...viewCommands({ context, session, view: () => view?.find }) };
  for (const [name, handler] of Object.entries(handlers)) commands.register(`${manifest.id}.${name}`, handler);
  tabs.register(manifest.id, (tab) => {
    view = new ChatTab(tab, { context, index, session });
    tab.own({ dispose: () => void (view = undefined) });
    tab.own(index.watch());
  });
}
