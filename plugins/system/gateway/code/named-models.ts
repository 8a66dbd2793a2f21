import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import { planRoute } from '../routing/plan-route.js';

/** How long providers have to say which models they have, when a client names one without its provider. */
const longestLookMs = 5_000;

/** In the order in which they are asked, as the services take them; `undefined`: whom they choose. */
export type NamedModels = readonly [string | undefined, ...(string | undefined)[]];

/** Who is meant by the model that a client named: a route, an alias, `provider/model`, a provider, a model. Rejects with a `GatewayError`. */
export async function namedModels(
  name: string | undefined,
  { ai, settings }: Pick<GatewayParts, 'ai' | 'settings'>,
  signal: AbortSignal,
): Promise<NamedModels> {
  if (name === undefined) return [undefined];
  const find = (): NamedModels => {
    const options = { registry: ai.registry, names: settings(), random: () => Math.random() };
    const [first, ...others] = planRoute(name, options).models.map((model) => model.name);
    return [first, ...others];
  };
  try {
    return find();
  } catch (error) {
    if (!(error instanceof GatewayError) || error.kind !== 'not-found') throw error;
  }
  await look(ai, signal);
  return find();
}

/** At those at which nobody has looked yet, and plugins that are not here yet. */
async function look({ gather, look, registry }: GatewayParts['ai'], signal: AbortSignal): Promise<void> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(longestLookMs)]);
  const late = new Promise<void>((resolve) => limited.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([gather(), late]);
  const unknown = registry.entries.filter(({ provider }) => provider.state.get().checkedAt === undefined);
  const providerIds = unknown.map(({ provider }) => provider.id);
  if (providerIds.length > 0) await look({ signal: limited, providerIds });
  signal.throwIfAborted();
}
