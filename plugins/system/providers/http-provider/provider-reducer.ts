import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { Endpoint, MissingEndpoint } from '../configuration/endpoint.js';
import type { ProviderLimit } from '../status/provider-limits.js';
import { NOTHING_FOUND, type LookOutcome, type ProviderRecord } from './provider-record.js';

export type ProviderAction =
  /** Another address or key: nothing that was known holds any more. */
  | { readonly type: 'moved'; readonly endpoint: Endpoint | MissingEndpoint }
  | { readonly type: 'looked'; readonly generation: number; readonly outcome: LookOutcome; readonly at: number }
  | { readonly type: 'limited'; readonly limit: ProviderLimit | undefined }
  /** A request was answered well, or failed in a way that says something of the provider. */
  | { readonly type: 'answered'; readonly generation: number }
  | { readonly type: 'refused'; readonly generation: number; readonly status: AiProviderStatus }
  | { readonly type: 'chosen'; readonly chosenModel: string | undefined; readonly configuredModel: string | undefined };

/** Makes the next record. What is late, and what changes nothing, gives the same record. */
export function reduceProvider(record: ProviderRecord, action: ProviderAction): ProviderRecord {
  if ('generation' in action && action.generation !== record.generation) return record;
  switch (action.type) {
    case 'moved':
      return {
        ...record,
        endpoint: action.endpoint,
        generation: record.generation + 1,
        found: NOTHING_FOUND,
        checkedAt: undefined,
      };
    case 'looked':
      return { ...record, found: withKnown(record.found, action.outcome), checkedAt: action.at };
    case 'limited':
      return { ...record, limit: action.limit };
    case 'answered':
      return record.found.status.kind === 'ready' ? record : withStatus(record, { kind: 'ready' });
    case 'refused':
      return withStatus(record, action.status);
    case 'chosen':
      if (action.chosenModel === record.chosenModel && action.configuredModel === record.configuredModel) return record;
      return { ...record, chosenModel: action.chosenModel, configuredModel: action.configuredModel };
  }
}

function withStatus(record: ProviderRecord, status: AiProviderStatus): ProviderRecord {
  return { ...record, found: { ...record.found, status } };
}

/** A provider that does not answer now still has the models that it had. */
function withKnown(known: LookOutcome, outcome: LookOutcome): LookOutcome {
  return { ...outcome, models: outcome.models ?? known.models, baseUrl: outcome.baseUrl ?? known.baseUrl };
}
