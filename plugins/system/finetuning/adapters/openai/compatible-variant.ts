import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { FineTuningAvailability } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { retirementWarning } from '../../../providers/catalogue/retirement-warning.js';
import { listedModels } from '../api/listed-models.js';
import type { ProviderApi } from '../api/provider-api.js';
import type { OpenAiVariant } from './openai-adapter.js';

type NotOffered = Extract<FineTuningAvailability, { kind: 'not-offered' }>;

/** Its public endpoints, and the fine-tuning with them, ended on that day. */
export const ANYSCALE: NotOffered = {
  kind: 'not-offered',
  reason: 'Anyscale offers no fine-tuning API since 2024-08-01',
  hint: 'Train on this machine ([tool.devmgr.finetune.local]) or with Together; a service of your own is asked once ANYSCALE_BASE_URL is set',
};

/** No such path, no such method, not made. */
const ABSENT: readonly number[] = [404, 405, 501];

/**
 * Another server that speaks OpenAI's language. Whether it trains shows when it is asked for its jobs; what it said at an address is
 * remembered while devmgr runs. `unlessSetUp`: what is known of it without an address of one's own.
 */
export function compatibleVariant(api: ProviderApi, unlessSetUp?: NotOffered): OpenAiVariant {
  const without = new Set<string>();
  return {
    availability() {
      const { baseUrl, title } = api;
      if (unlessSetUp && !api.isSetUp()) return unlessSetUp;
      if (baseUrl === undefined || !without.has(baseUrl)) return undefined;
      return {
        kind: 'not-offered',
        reason: `${title ?? api.providerId} has no fine-tuning: there is nothing at /fine_tuning/jobs`,
        hint: 'Train on this machine ([tool.devmgr.finetune.local]) or with Together',
      };
    },
    offers(error) {
      const { baseUrl } = api;
      if (!isAbsence(error)) return true;
      if (baseUrl !== undefined) without.add(baseUrl);
      return false;
    },
    async baseModels(_api, _jobs, options) {
      const models = await listedModels(api, options);
      return models
        .filter(({ kind }) => kind === 'language')
        .map((model) => ({ id: model.id, note: retirementWarning(model, api.host.now()) }));
    },
  };
}

/** Also an answer that is something else: many servers show a page at any path. */
function isAbsence(error: unknown): boolean {
  const failure = aiFailure(error);
  if (failure?.status !== undefined) return ABSENT.includes(failure.status);
  return failure?.kind === 'server-error' && (error as Error).cause instanceof Error;
}
