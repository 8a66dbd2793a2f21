import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { GatewayParts } from '../gateway-parts.js';

/** A name that clients can ask for. */
export interface ListedModel {
  readonly id: string;
  /** The provider; `devmgr` for routes and aliases. */
  readonly owner: string;
  readonly title: string;
  /** `undefined` for routes and aliases. */
  readonly info: AiModelInfo | undefined;
}

/** Routes, aliases, and `provider/model` of every model that a provider lists. */
export function listedModels({ ai, settings }: Pick<GatewayParts, 'ai' | 'settings'>): readonly ListedModel[] {
  const { routes, aliases } = settings();
  const ofRoutes = [...routes.values()].map(({ name, members }) =>
    own(
      name,
      members.map(({ model }) => model),
    ),
  );
  const ofAliases = [...aliases].filter(([name]) => !routes.has(name)).map(([name, model]) => own(name, [model]));
  const ofProviders = ai.registry.all.get().flatMap((provider) =>
    provider.state.get().models.map((info) => ({
      id: `${provider.id}/${info.id}`,
      owner: provider.id,
      title: `${info.id} (${provider.title})`,
      info,
    })),
  );
  return [...ofRoutes, ...ofAliases, ...ofProviders];
}

function own(id: string, models: readonly string[]): ListedModel {
  return { id, owner: 'devmgr', title: `${id} (${models.join(', ').slice(0, 200)})`, info: undefined };
}
