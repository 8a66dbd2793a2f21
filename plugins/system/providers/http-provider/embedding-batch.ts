import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';

const DEFAULT_BATCH = 256;

/** Said here, too, because a wire format is loaded only for a request. */
const hasEmbeddings: Readonly<Record<AiProviderDefinition['wireFormat'], boolean>> = {
  'openai-chat': true,
  'anthropic-messages': false,
};

/** Texts in one request; 0: the provider has no embeddings. */
export function embeddingBatch({ wireFormat, quirks }: AiProviderDefinition): number {
  return hasEmbeddings[wireFormat] ? (quirks?.embeddingBatch ?? DEFAULT_BATCH) : 0;
}
