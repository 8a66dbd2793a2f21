import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { knownModel, servedModel } from './known-model.js';
import { successorOf } from './successor-of.js';

/** Who serves a model, and what is said of all its models that talk. */
export type ModelServer = Pick<AiProviderDefinition, 'id' | 'contextWindow' | 'maxOutputTokens' | 'seesImages'>;

/** Adds what is known of a model to what its provider says; the provider's own word wins, and the settings' over both. */
export function describeModel(server: ModelServer, model: AiModelInfo): AiModelInfo {
  const { id: providerId } = server;
  const own = knownModel(providerId, model.id);
  const facts = own ?? servedModel(providerId, model.id);
  const said = model.kind === 'language' ? server : undefined;
  // Fine-tuned models have prices of their own.
  const price = model.id.startsWith('ft:') ? undefined : own?.price;
  return {
    ...model,
    contextWindow: said?.contextWindow ?? model.contextWindow ?? facts?.contextWindow,
    maxOutputTokens: said?.maxOutputTokens ?? model.maxOutputTokens ?? facts?.maxOutputTokens,
    seesImages: said?.seesImages ?? model.seesImages ?? facts?.seesImages,
    dimensions: model.dimensions ?? facts?.dimensions,
    price: model.price ?? price,
    retirement: retirement(providerId, model),
  };
}

/** Where names are free to choose (local servers, proxies), a name of OpenAI's says nothing about an end. */
function retirement(providerId: string, { id, retirement: told }: AiModelInfo): AiModelInfo['retirement'] {
  const isVendor = providerId === 'openai' || providerId === 'anthropic';
  const known = told || isVendor ? successorOf(id) : undefined;
  if (!told && !known) return undefined;
  return { date: told?.date ?? known?.endedOn, successor: told?.successor ?? known?.successor };
}
