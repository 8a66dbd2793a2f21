import type { PluginContext } from 'devmgr/plugin-api';
import type { AiParts } from './providers/ai-parts.js';
import type { ProvidersParts } from './providers-parts.js';
import type { ServerPreferences } from './servers/server-preferences.js';
import type { OtherServers } from './servers/remote/other-servers.js';
import type { ServerSelection } from './servers/server-selection.js';
import type { ServerManager } from './servers/server-manager.js';

/** What commands, command line and tab work with. */
export interface SystemParts {
  readonly context: PluginContext;
  readonly manager: ServerManager;
  /** Those of other devmgrs in this project. */
  readonly others: OtherServers;
  readonly preferences: ServerPreferences;
  readonly ai: AiParts;
  readonly selection: ServerSelection;
  readonly providers: ProvidersParts;
}
