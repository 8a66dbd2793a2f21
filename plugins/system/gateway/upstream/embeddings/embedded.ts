import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { JsonObject } from '../../gateway-protocol.js';
import type { TranslatedUsage } from '../../translate/translation.js';
import type { EncodedVector } from './vector-text.js';

/** What a provider answered to a request for embeddings. */
export interface Embedded {
  readonly model: AiModelInfo;
  readonly headers: Readonly<Record<string, string>>;
  readonly vectors: readonly EncodedVector[];
  /** Empty where nobody counts. */
  readonly usage: TranslatedUsage;
  /** What the provider says beside vectors and counts. */
  readonly rest: JsonObject;
}

/** `CreateEmbeddingResponse` of OpenAI. */
export function embeddingsBody({ model, vectors, usage, rest }: Embedded): JsonObject {
  const tokens = usage.inputTokens ?? 0;
  return {
    ...rest,
    object: 'list',
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    model: typeof rest['model'] === 'string' ? rest['model'] : model.id,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}
