import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { knownModel } from './known-model.js';
import { successorOf } from './successor-of.js';

/** Adds what is known of a model to what its provider says; the provider's own word wins. */
export function describeModel(providerId: string, model: AiModelInfo): AiModelInfo {
  const facts = knownModel(providerId, model.id);
  // Fine-tuned models have prices of their own.
  const price = model.id.startsWith('ft:') ? undefined : facts?.price;
  return {
    ...model,
    contextWindow: model.contextWindow ?? facts?.contextWindow,
    maxOutputTokens: model.maxOutputTokens ?? facts?.maxOutputTokens,
    seesImages: model.seesImages ?? facts?.seesImages,
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
