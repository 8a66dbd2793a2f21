import type { ProviderRegistry } from '../../providers/registry/provider-registry.js';
import type { GatewayRoute, GatewaySettings, RouteMember } from '../gateway-settings.js';
import { findModel, modelNames } from './find-models.js';
import { inChanceOrder } from './in-chance-order.js';
import { modelLoop, noSuchMember, routeIsTooLarge, unknownModel } from './model-errors.js';
import type { PlannedModel, RoutePlan } from './route-plan.js';

export interface PlanOptions {
  readonly registry: Pick<ProviderRegistry, 'entries' | 'all'>;
  /** Of the settings, and those that a person gave on the screen. */
  readonly names: Pick<GatewaySettings, 'routes' | 'aliases'>;
  /** From 0 up to 1: who of a weighted route comes first. */
  readonly random: () => number;
}

/** Of the innermost route that says something. */
type Limits = Pick<PlannedModel, 'firstTokenTimeoutMs' | 'idleTimeoutMs' | 'cooldownMs'>;

/** Routes in one another. */
const DEEPEST = 20;
/** Names of models behind one name: more than could ever be asked in turn. Settings may be those of somebody else's project. */
const MOST_NAMES = 500;

const NO_LIMITS: Limits = { firstTokenTimeoutMs: undefined, idleTimeoutMs: undefined, cooldownMs: undefined };

/**
 * Whom to ask for the model that a client named: a route, an alias, `provider/model`, a provider, a model. Routes and aliases may
 * name each other. Throws a `GatewayError` for a name that is nobody's, and for names in a circle.
 */
export function planRoute(name: string, options: PlanOptions): RoutePlan {
  const { routes, aliases } = options.names;
  const wanted = name.trim();
  const behind = new NamesBehind(options);
  behind.add(wanted, NO_LIMITS, []);
  const models = [...behind.models.values()];
  const route = routeBehind(wanted, options);
  if (models.length === 0) throw nobody(wanted, options, route);
  const isNamed = routes.has(wanted) || aliases.has(wanted);
  return {
    route: isNamed ? wanted : undefined,
    models,
    maxTries: route?.maxTries,
    limit: route?.maxConcurrent === undefined ? undefined : { route: route.name, most: route.maxConcurrent },
  };
}

/** The models behind a name, in the order in which they are asked. Each name is followed once, and nobody is asked twice in the same turn. */
class NamesBehind {
  readonly models = new Map<string, PlannedModel>();
  readonly #options: PlanOptions;
  readonly #followed = new Set<string>();
  readonly #looked = new Set<string>();

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  /** `above`: the routes and aliases that led here. */
  add(name: string, limits: Limits, above: readonly string[]): void {
    const { routes, aliases } = this.#options.names;
    const route = routes.get(name);
    const alias = aliases.get(name);
    // An alias with the name of the model behind it, `fast = "fast"`, means the model.
    if ((!route && alias === undefined) || above.at(-1) === name) return this.#addModel(name, limits, above);
    if (above.includes(name)) throw modelLoop([...above.slice(above.indexOf(name)), name]);
    if (this.#followed.has(name)) return;
    if (above.length >= DEEPEST) throw routeIsTooLarge(above[0] ?? name, `leads through more than ${DEEPEST} others`);
    const names = [...above, name];
    if (!route) this.add((alias ?? '').trim(), limits, names);
    else
      for (const member of inTurn(route, this.#options))
        this.add(member.model.trim(), limitsOf(member, route, limits), names);
    this.#followed.add(name);
  }

  #addModel(name: string, limits: Limits, above: readonly string[]): void {
    if (this.#looked.has(name)) return;
    if (this.#looked.size >= MOST_NAMES)
      throw routeIsTooLarge(above[0] ?? name, `leads to more than ${MOST_NAMES} models`);
    this.#looked.add(name);
    const model = plainModel(name, limits, this.#options);
    if (model && !this.models.has(model.name)) this.models.set(model.name, model);
  }
}

function inTurn({ members, order }: GatewayRoute, { random }: PlanOptions): readonly RouteMember[] {
  return order === 'weighted' ? inChanceOrder(members, random) : members;
}

function limitsOf(member: RouteMember, { cooldownMs }: GatewayRoute, outer: Limits): Limits {
  return {
    firstTokenTimeoutMs: member.firstTokenTimeoutMs ?? outer.firstTokenTimeoutMs,
    idleTimeoutMs: member.idleTimeoutMs ?? outer.idleTimeoutMs,
    cooldownMs: cooldownMs ?? outer.cooldownMs,
  };
}

function plainModel(name: string, limits: Limits, { registry }: PlanOptions): PlannedModel | undefined {
  const found = findModel(registry, name);
  if (!found) return undefined;
  const { id } = found.entry.provider;
  return { name: found.modelId === undefined ? id : `${id}/${found.modelId}`, ...found, ...limits };
}

/** The route that a name is, or leads to by aliases alone. */
function routeBehind(name: string, { names: { routes, aliases } }: PlanOptions): GatewayRoute | undefined {
  let at: string | undefined = name;
  for (let steps = 0; at !== undefined && steps <= aliases.size; steps += 1) {
    const route = routes.get(at);
    if (route) return route;
    at = aliases.get(at)?.trim();
  }
  return undefined;
}

function nobody(name: string, { registry, names }: PlanOptions, route: GatewayRoute | undefined) {
  if (route) {
    const members = route.members.map(({ model }) => model);
    return noSuchMember(route.name, members);
  }
  return unknownModel(name, [...names.routes.keys(), ...names.aliases.keys(), ...modelNames(registry)]);
}
