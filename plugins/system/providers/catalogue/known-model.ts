import { anthropicModels } from './anthropic-models.js';
import { baseModelId } from './base-model-id.js';
import type { ModelFacts } from './model-facts.js';
import { openAiModels } from './openai-models.js';
import { togetherModels } from './together-models.js';

const providers: Readonly<Record<string, ReadonlyMap<string, ModelFacts>>> = {
  openai: byId(openAiModels),
  anthropic: byId(anthropicModels),
  together: byId(togetherModels),
};
/** People give models any name there: `ollama cp llama3.2 gpt-4o` is for clients that ask for that one. */
const namesAreFree: ReadonlySet<string> = new Set(['ollama', 'llama-server', 'lm-studio']);

/** Facts of a model of this provider, or of the one it is a snapshot of. */
export function knownModel(providerId: string, modelId: string): ModelFacts | undefined {
  const models = Object.hasOwn(providers, providerId) ? providers[providerId] : undefined;
  return models?.get(modelId) ?? models?.get(baseModelId(modelId));
}

/**
 * What is known of a model whoever serves it, but for its price: a gateway has the vendor's models under the vendor's names
 * (`gpt-4o`, `openai/gpt-4o`) and charges what it likes.
 */
export function servedModel(providerId: string, modelId: string): ModelFacts | undefined {
  if (namesAreFree.has(providerId)) return undefined;
  const name = modelId.replace(/^(?:openai|anthropic|azure)\//, '');
  const facts = knownModel('openai', name) ?? knownModel('anthropic', name) ?? knownModel('together', modelId);
  if (!facts) return undefined;
  const { price: _price, longPrice: _longPrice, ...others } = facts;
  return others;
}

function byId(models: readonly ModelFacts[]): ReadonlyMap<string, ModelFacts> {
  return new Map(models.map((model) => [model.id, model]));
}
