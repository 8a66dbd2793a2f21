import { nearestModels } from '../../providers/catalogue/nearest-models.js';
import { GatewayError } from '../gateway-error.js';

/** A client asks for a model that is nobody's. `names`: what it might have meant. */
export function unknownModel(asked: string, names: readonly string[]): GatewayError {
  const near = nearestModels(asked, names);
  const offered = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'GET /v1/models lists those that there are.';
  return new GatewayError({
    kind: 'not-found',
    message: `There is no model "${asked.slice(0, 200)}". ${offered}`,
    code: 'model_not_found',
    param: 'model',
  });
}

/** Routes and aliases that lead to themselves: nobody can be asked. */
export function modelLoop(names: readonly string[]): GatewayError {
  return new GatewayError({
    kind: 'internal',
    message: `The settings of the gateway name models in a circle: ${names.join(' -> ')}. Change one of them in [tool.devmgr.gateway].`,
    code: 'model_loop',
    param: 'model',
  });
}

/** `why`: `leads to more than 500 models`. */
export function routeIsTooLarge(name: string, why: string): GatewayError {
  return new GatewayError({
    kind: 'internal',
    message: `The settings of the gateway cannot be followed: "${name.slice(0, 200)}" ${why}. Change it in [tool.devmgr.gateway.routes].`,
    code: 'route_too_large',
    param: 'model',
  });
}

export function noSuchMember(route: string, names: readonly string[]): GatewayError {
  return new GatewayError({
    kind: 'not-found',
    message: `Nobody has a model of the route "${route}": ${names.join(', ').slice(0, 300)}. Change it in [tool.devmgr.gateway.routes].`,
    code: 'model_not_found',
    param: 'model',
  });
}

export function routeIsBusy(route: string, most: number): GatewayError {
  return new GatewayError({
    kind: 'rate-limited',
    message: `The route "${route}" answers ${most} call${most === 1 ? '' : 's'} at the same time, and so many are under way. Ask again in a moment.`,
    code: 'rate_limit_exceeded',
    retryAfterMs: 1_000,
  });
}
