import type { ProvidersParts } from '../../providers-parts.js';
import { selectedProvider } from './selected-provider.js';

/** Makes a model the one that questions to the selected provider go to; `undefined`: the provider's own again. */
export async function chooseModel(parts: ProvidersParts, modelId: string | undefined): Promise<void> {
  const view = selectedProvider(parts);
  if (!view) return;
  await parts.preferences.setDefaultModel(view.id, modelId);
  const model = modelId ?? parts.views.find(view.id)?.state.defaultModel;
  const message = model === undefined ? `${view.id} has no default model` : `${view.id} answers with ${model} now`;
  parts.context.screen.notify({ severity: 'info', message });
}
