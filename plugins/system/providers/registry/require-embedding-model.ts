import type { AiEmbeddingModel } from 'devmgr/plugin-api/contracts/ai';
import { noEmbeddings, noModelNamed } from './provider-errors.js';
import type { ProviderRegistry } from './provider-registry.js';
import { parseSelection } from './selection.js';

/** `provider/model`. Throws a `DevmgrError` for a provider that does not exist or has no embeddings. */
export function requireEmbeddingModel(registry: ProviderRegistry, selection: string): AiEmbeddingModel {
  const { providerId, modelId } = parseSelection(selection);
  const { provider } = registry.require(providerId);
  if (!provider.embeddingModel) throw noEmbeddings(provider.id, provider.title);
  if (modelId === undefined) throw noModelNamed(provider.id);
  return provider.embeddingModel(modelId);
}
