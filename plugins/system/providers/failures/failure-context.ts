import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint } from '../configuration/endpoint.js';
import type { SettingPlaces } from '../configuration/setting-places.js';

/** What an error message for a person needs to know. */
export interface FailureContext {
  readonly definition: AiProviderDefinition;
  readonly endpoint: Endpoint | undefined;
  /** What was asked; `undefined` for a request about no model (the list of models). */
  readonly modelId: string | undefined;
  /** What the provider lists, as far as it is known. */
  readonly modelIds: readonly string[];
  /** Where a person writes settings. */
  readonly places: SettingPlaces;
  /** Masks secrets and removes what a terminal would obey. */
  clean(text: string): string;
  /** Milliseconds since the epoch. */
  now(): number;
}
