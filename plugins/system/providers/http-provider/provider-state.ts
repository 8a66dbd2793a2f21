import type { AiModelInfo, AiProviderState, AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import { describeModel } from '../catalogue/describe-model.js';
import { retirementWarning } from '../catalogue/retirement-warning.js';
import { defaultModel } from './default-model.js';
import { quotaHint } from '../status/quota.js';
import { isMissing, type ProviderRecord } from './provider-record.js';
import { unlistedModel } from './unlisted-model.js';

/** What everybody sees of a provider. Pure; `now` is for the days that a model has left. */
export function providerState(record: ProviderRecord, now: number): AiProviderState {
  const { endpoint, found } = record;
  const models = found.models ?? [];
  const standard = defaultModel(record, models);
  return {
    status: statusOf(record, now),
    latencyMs: found.latencyMs,
    checkedAt: record.checkedAt,
    models,
    defaultModel: standard,
    baseUrl: found.baseUrl ?? endpoint.baseUrl,
    warnings: isMissing(endpoint) ? [] : [...endpoint.warnings, ...modelWarnings(record, models, standard, now)],
  };
}

function modelWarnings(
  record: ProviderRecord,
  models: readonly AiModelInfo[],
  standard: string | undefined,
  now: number,
): readonly string[] {
  const unlisted = unlistedModel(record.definition.id, record, models);
  return [...(unlisted === undefined ? [] : [unlisted]), ...retirementOf(record, models, standard, now)];
}

function statusOf({ definition, endpoint, found, limit }: ProviderRecord, now: number): AiProviderStatus {
  if (isMissing(endpoint)) return { kind: endpoint.missing, hint: endpoint.hint };
  if (!limit || limit.until <= now || !isGood(found.status)) return found.status;
  const { reason, until } = limit;
  if (limit.isQuota) return { kind: 'limited', reason, until: undefined, hint: quotaHint(definition.title) };
  return { kind: 'limited', reason, until, hint: 'Wait, or ask another provider meanwhile.' };
}

/** A key that is refused, or a host that is gone, is more important than a limit. */
function isGood({ kind }: AiProviderStatus): boolean {
  return kind === 'ready' || kind === 'unknown' || kind === 'limited';
}

/** Also of a model that is not listed any more. */
function retirementOf(
  { definition }: ProviderRecord,
  models: readonly AiModelInfo[],
  id: string | undefined,
  now: number,
): readonly string[] {
  if (id === undefined) return [];
  const listed = models.find((each) => each.id === id);
  const warning = retirementWarning(listed ?? describeModel(definition, { id, kind: 'language' }), now);
  return warning === undefined ? [] : [warning];
}
