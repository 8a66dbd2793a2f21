import type { PluginContext, ReadonlyStore, Store } from 'devmgr/plugin-api';
import type { Ai, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { AiPreferences } from './providers/ai-preferences.js';
import type { ProviderTrials } from './providers/ask/provider-trials.js';
import type { ProviderViews } from './providers/view/provider-views.js';

export interface ProvidersLook {
  readonly signal: AbortSignal;
  readonly providerId?: string | undefined;
}

/** What commands, command line and tab work with when it comes to AI providers. */
export interface ProvidersParts {
  readonly context: PluginContext;
  readonly ai: Ai;
  readonly preferences: AiPreferences;
  /** All providers as they are shown. */
  readonly views: ProviderViews;
  /** The id of the selected row of the tab. */
  readonly selected: Store<string | undefined>;
  readonly trials: ProviderTrials;
  /** Whether a person asked for a look that is not over. */
  readonly isLooking: ReadonlyStore<boolean>;
  /** Activates the plugins that bring providers of their own. Never rejects. */
  gather(): Promise<void>;
  /** Throws a `DevmgrError` that names those that are near. */
  require(providerId: string): AiProvider;
  /** Looks at all of them at the same time, or at one. Never rejects. */
  look(options: ProvidersLook): Promise<void>;
  /** The same; limits that were recorded are forgotten. */
  refresh(options: ProvidersLook): Promise<void>;
}
