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

/** Facts of a model, or of the one it is a snapshot of. What other providers call by the same name is not the same thing. */
export function knownModel(providerId: string, modelId: string): ModelFacts | undefined {
  const models = Object.hasOwn(providers, providerId) ? providers[providerId] : undefined;
  return models?.get(modelId) ?? models?.get(baseModelId(modelId));
}

function byId(models: readonly ModelFacts[]): ReadonlyMap<string, ModelFacts> {
  return new Map(models.map((model) => [model.id, model]));
}
