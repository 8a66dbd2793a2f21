import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { describeModel } from '../../../providers/catalogue/describe-model.js';
import { readModel } from '../../../providers/wire/openai-chat/read-model.js';
import type { ProviderApi } from './provider-api.js';

/** The provider's list of models with what is known of each, those for embeddings and pictures too. */
export async function listedModels(
  api: ProviderApi,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly AiModelInfo[]> {
  const { definition } = await api.connection();
  const items = await api.items({ method: 'GET', path: '/models' }, { signal });
  return items.flatMap((item) => {
    const model = readModel(definition.quirks, item);
    return model ? [describeModel(definition, model)] : [];
  });
}
