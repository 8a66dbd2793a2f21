import { aiFailure, type AiError } from 'devmgr/plugin-api/contracts/ai';
import { GatewayError } from './gateway-error.js';
import { toGatewayError } from './server/to-gateway-error.js';
import { toGatewayError as ofProvider } from './upstream/failure/to-gateway-error.js';

/** What a client is told of a failure in the services of other plugins: their words where it was expected, else only that it failed. */
export function serviceError(error: unknown): GatewayError {
  if (aiFailure(error) !== undefined) return ofProvider(error as AiError);
  const known = toGatewayError(error);
  if (known) return known;
  const message = 'The answer was broken off by an error in devmgr; its log says more.';
  return new GatewayError({ kind: 'internal', message, cause: error });
}
