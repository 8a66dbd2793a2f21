import { definePlugin } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { registerScreen } from './tab/register-screen.js';
import { createProjectWriter } from './write/create-project-writer.js';

export default definePlugin({
  activate(context) {
    const { manifest, services, subscriptions } = context;
    // A copy of this plugin under another id does not offer the service.
    if (manifest.services?.includes(ProjectWriter.id))
      services.provide(ProjectWriter, subscriptions.add(createProjectWriter(context)));
    registerScreen(context);
  },
});
