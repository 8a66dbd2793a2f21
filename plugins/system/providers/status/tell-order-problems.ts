import type { PluginContext } from 'devmgr/plugin-api';
import type { ProviderRegistry } from '../registry/provider-registry.js';
import { unknownProvider } from '../registry/provider-errors.js';
import { parseSelection } from '../registry/selection.js';

/** Makes what tells names of `ai-order` that are nobody's, each once. To be called when all providers are there. */
export function tellOrderProblems(
  { log, screen }: Pick<PluginContext, 'log' | 'screen'>,
  registry: ProviderRegistry,
  order: () => readonly string[],
): () => void {
  const told = new Set<string>();
  return () => {
    const ids = registry.entries.map(({ provider }) => provider.id);
    for (const name of order()) {
      const { providerId } = parseSelection(name);
      if (told.has(providerId) || ids.includes(providerId)) continue;
      told.add(providerId);
      const shown = JSON.stringify(providerId.slice(0, 60));
      const message = `The setting system.ai-order names ${shown}, and there is no such AI provider`;
      const { hint } = unknownProvider(providerId, ids);
      log.warn(message);
      screen.notify({ severity: 'warning', message, hint });
    }
  };
}
