import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { FineTuningBaseModel } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { baseModelId } from '../../../providers/catalogue/base-model-id.js';
import { describeModel } from '../../../providers/catalogue/describe-model.js';
import { retirementWarning } from '../../../providers/catalogue/retirement-warning.js';
import type { ProviderApi } from '../api/provider-api.js';
import { listedModels } from '../api/listed-models.js';
import type { OpenAiVariant } from './openai-adapter.js';
import { closedReason, ELSEWHERE, openAiAvailability } from './openai-availability.js';
import { trainingPrice } from './training-price.js';

/** Tokens of one example at most (developers.openai.com, fine-tuning best practices). */
const EXAMPLE_TOKENS = 65_536;

export interface OpenAiPlace {
  /** Whether requests go to OpenAI itself; else somebody else's rules hold. */
  isVendors(): boolean;
  readonly now: () => number;
  /** What holds at another address. */
  readonly elsewhere: OpenAiVariant;
}

/** OpenAI itself, as long as its address was not changed. */
export function openAiVariant({ isVendors, now, elsewhere }: OpenAiPlace): OpenAiVariant {
  return {
    availability: () => (isVendors() ? openAiAvailability(now()) : elsewhere.availability()),
    offers: (error) => isVendors() || (elsewhere.offers?.(error) ?? true),
    explain: (error) => (error.failure.status === 403 ? closedError(error) : error),
    baseModels: async (api, jobs, options) =>
      isVendors() ? trainableModels(api, jobs, options) : priced(await elsewhere.baseModels(api, jobs, options)),
  };
}

const trainableModels: OpenAiVariant['baseModels'] = async (api, jobs, options) => {
  const [models, known] = await Promise.all([listedModels(api, options), jobs().catch(() => [])]);
  options.signal.throwIfAborted();
  const trained = known.flatMap(({ baseModel: base, resultModel }) => [base, resultModel ?? '']);
  const ids = new Set([...models.map(({ id }) => id).filter(isTrainable), ...trained.filter((id) => id !== '')]);
  const listed = new Map(models.map((model) => [model.id, model]));
  return [...ids].map((id) => baseModel(api, id, listed.get(id))).sort((a, b) => a.id.localeCompare(b.id));
};

/** Behind another address OpenAI's models cost what they cost at OpenAI, as the jobs do. */
function priced(models: readonly FineTuningBaseModel[]): readonly FineTuningBaseModel[] {
  return models.map((model) => ({ pricePerMillion: trainingPrice(model.id), ...model }));
}

/** Nobody's list says which models can be trained: the families of OpenAI's own page, and models that were trained. */
function isTrainable(id: string): boolean {
  return trainingPrice(id) !== undefined && !/-(audio|realtime|transcribe|tts|search|instruct|image)/.test(id);
}

function baseModel(
  api: ProviderApi,
  id: string,
  listed: Parameters<typeof retirementWarning>[0] | undefined,
): FineTuningBaseModel {
  const base = baseModelId(id);
  const info = listed?.retirement ? listed : describeModel({ id: 'openai' }, { id: base, kind: 'language' });
  const note = retirementWarning(info, api.host.now());
  return { id, note, maxExampleTokens: EXAMPLE_TOKENS, pricePerMillion: trainingPrice(id) };
}

function closedError(error: AiError): AiError {
  return new AiError({
    message: error.message,
    hint: `${closedReason}. ${ELSEWHERE}`,
    failure: error.failure,
    cause: error,
  });
}
