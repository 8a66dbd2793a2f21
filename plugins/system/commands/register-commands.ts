import type { SystemParts } from '../system-parts.js';
import type { SystemView } from '../tab/system-view.js';
import { clientCommands } from './client-commands.js';
import { copyCommand } from './copy-command.js';
import { copyFault } from './copy-fault.js';
import { copyUrl } from './copy-url.js';
import { detachServer } from './detach-server.js';
import { startGateway } from './gateway/start-gateway.js';
import { jobCommands } from './finetuning/job-commands.js';
import { inScreenWords } from './in-screen-words.js';
import { openServer } from './open-server.js';
import { pageCommands } from './page-commands.js';
import { providerCommands } from './providers/provider-commands.js';
import { reloadServer } from './reload-server.js';
import { restartServer } from './restart-server.js';
import { showPortHolder } from './show-port-holder.js';
import { startAll } from './start-all.js';
import { startServer } from './start-server.js';
import { stopAll } from './stop-all.js';
import { stopServer } from './stop-server.js';
import { toggleAutostart } from './toggle-autostart.js';
import { viewCommands } from './view-commands.js';

/** Registers all commands of the plugin; the manifest has the same names behind the plugin's id. */
export function registerCommands(parts: SystemParts, view: SystemView): void {
  const { commands, manifest, screen } = parts.context;
  const showTab = () => screen.showTab(manifest.tab?.id ?? manifest.id);
  const handlers = {
    'start-server': startServer(parts),
    'stop-server': stopServer(parts),
    'restart-server': restartServer(parts),
    'reload-server': reloadServer(parts),
    'start-all': startAll(parts),
    'stop-all': stopAll(parts),
    'open-server': openServer(parts),
    'toggle-autostart': toggleAutostart(parts),
    'copy-url': copyUrl(parts),
    'copy-command': copyCommand(parts),
    'copy-fault': copyFault(parts),
    'show-port-holder': showPortHolder(parts),
    'detach-server': detachServer(parts),
    'start-gateway': startGateway(parts, () => view.showList('server')),
    ...pageCommands(view),
    ...clientCommands(parts, view),
    ...providerCommands(parts.providers, view),
    ...viewCommands(view, showTab),
    ...jobCommands(parts.jobs, view, showTab),
  };
  for (const [name, handler] of Object.entries(handlers))
    commands.register(`${manifest.id}.${name}`, inScreenWords(handler));
}
