import type { ProviderRegistry } from '../../providers/registry/provider-registry.js';
import { nearestModels } from '../../providers/catalogue/nearest-models.js';
import { parseSelection } from '../../providers/registry/selection.js';
import type { GatewaySettings } from '../gateway-settings.js';
import { findModel } from './find-models.js';

/**
 * Models of routes and aliases that name a provider that there is not: they are passed over, and nobody would see why. A line each. What a
 * provider lists is not known before it was looked at, so models are not judged.
 */
export function unknownMembers(
  registry: Pick<ProviderRegistry, 'entries' | 'all'>,
  { routes, aliases }: Pick<GatewaySettings, 'routes' | 'aliases'>,
): readonly string[] {
  const ids = registry.entries.map(({ provider }) => provider.id);
  const problem = (place: string, model: string) => {
    const name = model.trim();
    if (!name.includes('/') || routes.has(name) || aliases.has(name) || findModel(registry, name)) return [];
    const { providerId } = parseSelection(name);
    const [near] = nearestModels(providerId, ids);
    return [`${place}: there is no provider "${providerId}"${near === undefined ? '' : `; did you mean ${near}?`}`];
  };
  return [
    ...[...routes].flatMap(([name, { members }]) =>
      members.flatMap(({ model }) => problem(`gateway.routes.${name}`, model)),
    ),
    ...[...aliases].flatMap(([name, model]) => problem(`gateway.aliases.${name}`, model)),
  ];
}
