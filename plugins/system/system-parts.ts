import type { PluginContext } from 'devmgr/plugin-api';
import type { ApiParts } from './api-parts.js';
import type { JobsParts } from './jobs-parts.js';
import type { LateFineTuning } from './finetuning/late-fine-tuning.js';
import type { GatewayPresence } from './gateway/gateway-presence.js';
import type { AiParts } from './providers/ai-parts.js';
import type { ProvidersParts } from './providers-parts.js';
import type { ServerParts } from './server-parts.js';
import type { ServerPreferences } from './servers/server-preferences.js';
import type { ServerSelection } from './servers/server-selection.js';
import type { ServerHost } from './servers/server-host.js';

/** What commands, command line and tab work with. */
export interface SystemParts {
  readonly context: PluginContext;
  /** All servers of the project, whoever runs them. */
  readonly manager: ServerHost;
  /** What runs them, loaded late: with the first one who looks for servers. */
  readonly servers: () => Promise<ServerParts>;
  /** Whether the gateway is one of the servers. */
  readonly gateway: GatewayPresence;
  /** Routes and client, loaded late. */
  readonly api: () => Promise<ApiParts>;
  readonly preferences: ServerPreferences;
  readonly ai: AiParts;
  /** Jobs and who takes them; adapters are loaded late. */
  readonly finetuning: LateFineTuning;
  readonly jobs: JobsParts;
  readonly selection: ServerSelection;
  readonly providers: ProvidersParts;
}
