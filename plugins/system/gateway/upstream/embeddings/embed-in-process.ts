import { GatewayError } from '../../gateway-error.js';
import type { EmbeddingsCall } from '../../gateway-call.js';
import { asAiError } from '../../../providers/routing/route-error.js';
import type { PlannedModel } from '../../routing/route-plan.js';
import { modelInfoOf } from '../../routing/model-info-of.js';
import { TryFailure } from '../failure/try-failure.js';
import { embeddingModelOf } from './embedding-model-of.js';
import type { Embedded } from './embedded.js';
import type { EmbeddingsInput } from './embeddings-input.js';
import { encoded } from './vector-text.js';

/** Embeddings of a model inside devmgr, or of another plugin's provider. Rejects as `embedOverHttp`. */
export async function embedInProcess(
  planned: PlannedModel,
  { signal }: EmbeddingsCall,
  { inputs, encoding, dimensions }: EmbeddingsInput,
): Promise<Embedded> {
  const { provider } = planned.entry;
  const modelId = embeddingModelOf(planned);
  const texts = inputs.map((input) => {
    if (typeof input === 'string') return input;
    throw refused('input', `${provider.title} takes texts, not numbers of tokens`);
  });
  const vectors = await embed();
  const length = vectors[0]?.length;
  if (dimensions !== undefined && length !== undefined && dimensions !== length)
    throw refused('dimensions', `${provider.id}/${modelId} makes vectors of ${length} numbers and no others`);
  const model = modelInfoOf({ entry: planned.entry, modelId });
  return { model, headers: {}, vectors: vectors.map((vector) => encoded(vector, encoding)), usage: {}, rest: {} };

  async function embed(): Promise<readonly Float32Array[]> {
    try {
      return (await provider.embeddingModel?.(modelId).embed(texts, { signal })) ?? [];
    } catch (error) {
      signal.throwIfAborted();
      throw new TryFailure({ error: asAiError(error, provider.id, modelId) });
    }
  }
}

function refused(param: string, message: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, param });
}
