import { definePlugin, widgets } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { indexCommands } from './commands/index-commands.js';
import { words } from './cli/words.js';
import { CodeIndexService } from './index/service/code-index-service.js';

export default definePlugin({
  activate(context) {
    const { manifest, subscriptions, commands, cli, services, tabs } = context;
    const index = subscriptions.add(new CodeIndexService(context));
    // A copy of this plugin under another id does not offer the service.
    if (manifest.services?.includes(CodeIndex.id)) services.provide(CodeIndex, index);
    const handlers = words({ context, index });
    manifest.cli?.forEach(({ name }, at) => handlers[at] && cli.register(name, handlers[at]));
    for (const [name, handler] of Object.entries(indexCommands(index)))
      commands.register(`${manifest.id}.${name}`, handler);
    tabs.register(manifest.id, (tab) => {
      tab.grid.set(0, 0, 12, 12, widgets.text, { title: 'Code index' });
      tab.own(index.watch());
    });
  },
});
