import { GatewayError } from '../gateway-error.js';
import { planRoute, type PlanOptions } from '../routing/plan-route.js';
import type { RoutePlan } from '../routing/route-plan.js';
import type { UpstreamWorld } from './upstream-world.js';

/** How long providers have to say which models they have, when a client names one without its provider. */
const LONGEST_LOOK_MS = 5_000;

/** Whom to ask. Looks at the providers once more when nobody is known to have the model. Rejects with a `GatewayError`. */
export async function planCall(world: UpstreamWorld, name: string, signal: AbortSignal): Promise<RoutePlan> {
  const { registry, host } = world.ai;
  const plan = () => planRoute(name, { registry, names: namesOf(world), random: () => host.random() });
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof GatewayError) || error.kind !== 'not-found') throw error;
    await lookAtUnknown(world, signal);
    return plan();
  }
}

function namesOf({ settings, servedModels }: UpstreamWorld): PlanOptions['names'] {
  const { routes, aliases } = settings();
  const served = servedModels?.();
  return { routes, aliases: served && served.size > 0 ? new Map([...served, ...aliases]) : aliases };
}

/** Those at which nobody has looked yet, and plugins that are not here yet. */
async function lookAtUnknown({ ai }: UpstreamWorld, signal: AbortSignal): Promise<void> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_LOOK_MS)]);
  await Promise.race([ai.gather(), aborted(limited)]);
  const providerIds = ai.registry.entries
    .filter(({ provider }) => provider.state.get().checkedAt === undefined)
    .map(({ provider }) => provider.id);
  if (providerIds.length > 0) await ai.look({ signal: limited, providerIds });
  signal.throwIfAborted();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
