import type { ProviderEntry } from '../../providers/registry/provider-entry.js';

/** A model that may be asked for a call. */
export interface PlannedModel {
  /** `provider/model`, or `provider` for its default model: by this it is left alone after a failure. */
  readonly name: string;
  readonly entry: ProviderEntry;
  /** `undefined`: the provider's default model. */
  readonly modelId: string | undefined;
  /** Milliseconds; `undefined`: those of the settings of providers. */
  readonly firstTokenTimeoutMs: number | undefined;
  readonly idleTimeoutMs: number | undefined;
  /** How long it is left alone after a failure; `undefined`: 30 s, then twice as long each time. */
  readonly cooldownMs: number | undefined;
}

/** Whom to ask for a call. */
export interface RoutePlan {
  /** The route or alias that the name was found to be; `undefined`: it named a model. */
  readonly route: string | undefined;
  /** In the order in which they are asked; never empty. */
  readonly models: readonly PlannedModel[];
  /** Requests for the call at most; `undefined`: those of the settings of providers. */
  readonly maxTries: number | undefined;
  /** The route whose calls are counted, and how many it takes at the same time. */
  readonly limit: { readonly route: string; readonly most: number } | undefined;
}
