import { definePlugin } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { words } from './cli/words.js';
import { CodeIndexService } from './index/service/code-index-service.js';
import { ProjectFilesService } from './project-files/project-files-service.js';
import { registerScreen } from './tab/register-screen.js';

export default definePlugin({
  activate(context) {
    const { manifest, subscriptions, cli, services } = context;
    const index = subscriptions.add(new CodeIndexService(context));
    const onDidChange = (listener: () => void) => index.onDidSeeChange(listener);
    const files = subscriptions.add(new ProjectFilesService({ context, onDidChange }));
    // A copy of this plugin under another id does not offer the services.
    if (manifest.services?.includes(CodeIndex.id)) services.provide(CodeIndex, index);
    if (manifest.services?.includes(ProjectFiles.id)) services.provide(ProjectFiles, files);
    const handlers = words({ context, index });
    manifest.cli?.forEach(({ name }, at) => handlers[at] && cli.register(name, handlers[at]));
    registerScreen(context, index);
  },
});
