import type { RestingModels } from '../routing/resting-models.js';
import type { RunningCalls } from '../routing/running-calls.js';
import type { UpstreamOptions } from './upstream-options.js';

import type { Translations } from '../translate/translation.js';

/** What all calls share. */
export interface UpstreamWorld extends UpstreamOptions {
  readonly translations: () => Promise<Translations>;
  readonly resting: RestingModels;
  readonly running: RunningCalls;
  /** Base URLs of providers that turned out to have no `/completions`. */
  readonly chatOnly: Set<string>;
}
