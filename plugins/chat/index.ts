import { definePlugin } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { words } from './cli/words.js';
import { CodeIndexService } from './index/service/code-index-service.js';
import { registerScreen } from './tab/register-screen.js';

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
