import type { AiModelInfo, AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint, MissingEndpoint } from '../configuration/endpoint.js';
import type { ProviderLimit } from '../status/provider-limits.js';

/** What a look at a provider found. */
export interface LookOutcome {
  readonly status: AiProviderStatus;
  readonly latencyMs: number | undefined;
  /** `undefined`: nothing was learnt; what was known stays. */
  readonly models: readonly AiModelInfo[] | undefined;
  /** The address that answered. */
  readonly baseUrl: string | undefined;
  /** Too many requests, even for a look. */
  readonly limit?: ProviderLimit | undefined;
}

/** Everything that the public state is made from. Immutable. */
export interface ProviderRecord {
  readonly definition: AiProviderDefinition;
  /** Counts endpoints. What was found at an earlier one is late and dropped. */
  readonly generation: number;
  readonly endpoint: Endpoint | MissingEndpoint;
  /** What the person chose on the screen, and what the settings say. */
  readonly chosenModel: string | undefined;
  readonly configuredModel: string | undefined;
  readonly found: LookOutcome;
  /** `undefined` before the first look. */
  readonly checkedAt: number | undefined;
  readonly limit: ProviderLimit | undefined;
}

export const NOTHING_FOUND: LookOutcome = {
  status: { kind: 'unknown' },
  latencyMs: undefined,
  models: undefined,
  baseUrl: undefined,
};

export function isMissing(endpoint: Endpoint | MissingEndpoint): endpoint is MissingEndpoint {
  return 'missing' in endpoint;
}
