import type { CliInvocation } from 'devmgr/plugin-api';
import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import { parseSelection } from '../../providers/registry/selection.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { lookAtProviders } from './look-at-providers.js';
import { listedModel, type NamedModel } from './named-model.js';

/** The model that was named, of the provider that was named; who is asked by default may have to be found out first. */
export async function askedModel(
  invocation: CliInvocation,
  parts: ProvidersParts,
  { id, modelId }: NamedModel,
): Promise<AiLanguageModel> {
  if (id !== undefined) {
    // Which models a server has, and which is its default, is known when it has been looked at.
    await lookAtProviders(invocation, parts, id);
    return modelOf(parts, id, modelId);
  }
  if (modelId === undefined) return parts.ai.languageModel();
  const { providerId, modelId: rest } = parseSelection(modelId.trim());
  const first = parts.ai.providers.get().find((provider) => provider.id === providerId.toLowerCase());
  await lookAtProviders(invocation, parts, rest === undefined ? undefined : first?.id);
  if (first && rest !== undefined) return modelOf(parts, first.id, rest);
  return modelOf(parts, parts.ai.languageModel().providerId, modelId);
}

function modelOf(parts: ProvidersParts, id: string, typed: string | undefined): AiLanguageModel {
  if (typed === undefined) return parts.ai.languageModel(id);
  const ids = parts
    .require(id)
    .state.get()
    .models.map((model) => model.id);
  return parts.ai.languageModel(`${id}/${listedModel(typed, id, ids)}`);
}
