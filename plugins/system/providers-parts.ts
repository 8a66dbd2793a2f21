import type { PluginContext, ReadonlyStore, Store } from 'devmgr/plugin-api';
import type { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { AiPreferences } from './providers/ai-preferences.js';
import type { ProviderTrials } from './providers/ask/provider-trials.js';
import type { ProviderViews } from './providers/view/provider-views.js';

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
  /** Looks at all of them, or at one; limits that were recorded are forgotten. Never rejects. */
  refresh(options: { readonly signal: AbortSignal; readonly providerId?: string | undefined }): Promise<void>;
}
