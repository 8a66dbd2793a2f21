import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { FineTuningBaseModel } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { Fields } from '../../../providers/json/fields.js';
import type { ProviderApi } from '../api/provider-api.js';
import { together403 } from './together-403.js';

interface Stoppable {
  readonly signal: AbortSignal;
}

/** `/fine-tunes/models/supported` (`{models: [...]}`, names or objects with one), with the price of training of the list of models. */
export async function togetherModels(api: ProviderApi, options: Stoppable): Promise<readonly FineTuningBaseModel[]> {
  const [supported, prices] = await Promise.all([supportedModels(api, options), trainingPrices(api, options)]);
  const models = supported.flatMap((item) => baseModel(item, prices) ?? []);
  return models.sort((a, b) => a.id.localeCompare(b.id));
}

async function supportedModels(api: ProviderApi, options: Stoppable): Promise<readonly unknown[]> {
  const request = { method: 'GET', path: '/fine-tunes/models/supported' } as const;
  const answer = await api.fields(request, options).catch(together403);
  return answer.list('models') ?? answer.list('data') ?? [];
}

function baseModel(item: unknown, prices: ReadonlyMap<string, number>): FineTuningBaseModel | undefined {
  const fields = Fields.of(item);
  const id =
    typeof item === 'string' ? item : (fields?.text('model_name') ?? fields?.text('name') ?? fields?.text('id'));
  if (id === undefined || id === '') return undefined;
  const notes = [fields?.boolean('supports_full_training') === false ? 'LoRA only' : undefined];
  return {
    id,
    note: notes.filter((note) => note !== undefined).join(', ') || undefined,
    maxExampleTokens: fields?.count('max_seq_length_sft') || undefined,
    pricePerMillion: prices.get(id),
  };
}

/** `pricing.finetune` in the list of models, where it is not zero. Without them a price is simply not known. */
async function trainingPrices(api: ProviderApi, options: Stoppable): Promise<ReadonlyMap<string, number>> {
  try {
    const models = await api.items({ method: 'GET', path: '/models' }, options);
    return new Map(
      models.flatMap((model) => {
        const id = model.text('id');
        const price = model.fields('pricing')?.number('finetune');
        return id !== undefined && price !== undefined && price > 0 ? [[id, price] as const] : [];
      }),
    );
  } catch (error) {
    options.signal.throwIfAborted();
    if (!aiFailure(error)) throw error;
    return new Map();
  }
}
