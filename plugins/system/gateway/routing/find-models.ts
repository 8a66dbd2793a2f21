import type { ProviderRegistry } from '../../providers/registry/provider-registry.js';
import type { ProviderEntry } from '../../providers/registry/provider-entry.js';
import { parseSelection } from '../../providers/registry/selection.js';

export interface FoundModel {
  readonly entry: ProviderEntry;
  /** `undefined`: the provider's default model. */
  readonly modelId: string | undefined;
}

/**
 * What a name that is neither a route nor an alias means: `provider/model` (the model may have slashes), a provider, or a model
 * that a provider lists: of several the first that is ready. `undefined`: nobody is known to have it.
 */
export function findModel(registry: Pick<ProviderRegistry, 'entries' | 'all'>, name: string): FoundModel | undefined {
  const { providerId, modelId } = parseSelection(name);
  const entries = registry.entries;
  const named = entries.find(({ provider }) => provider.id === providerId.toLowerCase());
  if (named) return { entry: named, modelId };
  const having = entries.filter(({ provider }) => provider.state.get().models.some(({ id }) => id === name.trim()));
  const entry = having.find(({ provider }) => provider.state.get().status.kind === 'ready') ?? having[0];
  return entry && { entry, modelId: name.trim() };
}

/** All names that `findModel` knows. */
export function modelNames(registry: Pick<ProviderRegistry, 'entries'>): readonly string[] {
  return registry.entries.flatMap(({ provider }) => [
    provider.id,
    ...provider.state.get().models.map(({ id }) => `${provider.id}/${id}`),
  ]);
}
