import type { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from './ai-host.js';
import type { AiPreferences } from './ai-preferences.js';
import type { EndpointSurroundings } from './configuration/endpoint-surroundings.js';
import type { ProviderRegistry } from './registry/provider-registry.js';
import type { ProviderLimits } from './status/provider-limits.js';
import type { RunningLooks } from './status/running-looks.js';
import type { ModelLibrary } from './local/models/model-library.js';

/** What tab, commands and words of the System plugin work with. */
export interface AiParts {
  readonly ai: Ai;
  readonly preferences: AiPreferences;
  /** The models on this machine. */
  readonly library: ModelLibrary;
  readonly registry: ProviderRegistry;
  readonly limits: ProviderLimits;
  readonly host: AiHost;
  /** Who is being looked at. */
  readonly runningLooks: RunningLooks;
  /** Where the endpoint of a provider comes from. */
  surroundings(providerId: string): EndpointSurroundings;
  /** Names of the variables that may hold a provider's key, the first that is set; empty where there are none. */
  keyVariables(providerId: string): readonly string[];
  /** Activates the plugins that bring providers of their own. Never rejects. */
  gather(): Promise<void>;
  /** Looks at all providers, or at those named, at the same time. Limits that are known stay, unlike with `ai.refresh`. Never rejects. */
  look(options: { readonly signal: AbortSignal; readonly providerIds?: readonly string[] }): Promise<void>;
}

/** What is not of the provider layer's making. */
export interface AiOptions {
  /** Whether a server of devmgr's own listens on that port of this machine. Default: none does. */
  readonly isOwnServer?: (port: number) => boolean | Promise<boolean>;
}
