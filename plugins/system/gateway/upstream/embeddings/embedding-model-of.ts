import { GatewayError } from '../../gateway-error.js';
import { isHttp } from '../../../providers/registry/provider-entry.js';
import { embeddingBatch } from '../../../providers/http-provider/embedding-batch.js';
import type { PlannedModel } from '../../routing/route-plan.js';

/** The id of the model that makes embeddings: the one that was named, or the first that the provider lists. Throws a `GatewayError`. */
export function embeddingModelOf({ entry, modelId }: PlannedModel): string {
  const { id, title, state, embeddingModel } = entry.provider;
  const has = isHttp(entry)
    ? entry.definition.wireFormat === 'openai-chat' && embeddingBatch(entry.definition) > 0
    : embeddingModel !== undefined;
  if (!has) throw unfit(`${title} has no embeddings. Name a model of another provider.`);
  const found = modelId ?? state.get().models.find(({ kind }) => kind === 'embedding')?.id;
  if (found === undefined) throw unfit(`Which embedding model of ${title}? Name it: ${id}/<model>.`);
  return found;
}

function unfit(message: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, param: 'model', code: 'unsupported_model' });
}
