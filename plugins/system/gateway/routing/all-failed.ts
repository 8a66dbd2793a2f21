import { GatewayError } from '../gateway-error.js';
import { toGatewayError } from '../upstream/failure/to-gateway-error.js';
import type { TryFailure } from '../upstream/failure/try-failure.js';
import type { PlannedModel } from './route-plan.js';

export interface FailedTry {
  readonly model: PlannedModel;
  /** A `GatewayError`: the request cannot be said in the provider's format. */
  readonly failure: TryFailure | GatewayError;
}

/** What the client is told when nobody answered: the first failure, and the others in its words. */
export function allFailed(failed: readonly FailedTry[], tries: number): GatewayError {
  const [first, ...others] = failed;
  if (!first) return new GatewayError({ kind: 'overloaded', message: 'No model is ready to answer. Ask again later.' });
  const error = first.failure instanceof GatewayError ? first.failure : toGatewayError(first.failure);
  const rest = others.map(({ failure }) => failure.message).join('; ');
  const { kind, status, code, param, retryAfterMs } = error;
  return new GatewayError({
    kind,
    status,
    code,
    param,
    message: rest === '' ? error.message : `${error.message}. Nobody else answered: ${rest}`,
    // The others may be ready sooner.
    retryAfterMs: others.length === 0 ? retryAfterMs : soonest(failed),
    headers: { ...error.headers, 'x-devmgr-tries': String(tries), 'x-devmgr-provider': first.model.entry.provider.id },
    cause: error.cause ?? error,
  });
}

function soonest(failed: readonly FailedTry[]): number | undefined {
  const waits = failed.flatMap(({ failure }) =>
    failure instanceof GatewayError ? [] : (failure.error.failure.retryAfterMs ?? []),
  );
  return waits.length > 0 ? Math.min(...waits) : undefined;
}
