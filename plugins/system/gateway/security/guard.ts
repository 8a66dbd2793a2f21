import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../gateway-error.js';
import { gatewayChain, MOST_GATEWAYS } from './gateway-chain.js';
import { placeCheck, type PlaceCheckOptions } from './place-check.js';
import { rateLimit } from './rate-limit.js';
import { tokenCheck } from './token-check.js';

export interface GuardOptions extends PlaceCheckOptions {
  readonly token: () => string;
  readonly gatewayId: string;
  readonly requestsPerMinute: () => number;
  readonly isClosing: () => boolean;
}

/** What anybody may see: nothing of it says more than that a gateway is there. */
const OPEN = new Set(['/', '/health']);
/** Asked again and again by those who look how it is: they take nothing from what clients may ask. */
const UNLIMITED = new Set(['/health', '/status']);

/** Checks every request before its body is read: where it comes from, whether it went in a circle, the token, how many there were. */
export function guard(app: FastifyInstance, options: GuardOptions): void {
  const checkPlace = placeCheck(options);
  const checkToken = tokenCheck(options.token);
  const checkRate = rateLimit(options.requestsPerMinute, () => performance.now());
  app.addHook('onRequest', (request, reply, done) => {
    const { headers, routeOptions } = request;
    void reply.headers({ 'x-request-id': request.id, 'request-id': request.id, 'x-content-type-options': 'nosniff' });
    try {
      if (options.isClosing()) throw stopping();
      requireOneHost(request.raw.rawHeaders);
      // Whoever asks a proxy names the whole address, which counts more than `Host`.
      checkPlace(headers, request.raw.url);
      checkCircle(gatewayChain(headers), options.gatewayId);
      if (!OPEN.has(routeOptions.url ?? '')) checkToken(headers);
      if (!UNLIMITED.has(routeOptions.url ?? '')) checkRate();
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Of several only the first would be looked at, and whoever passes the request on may take another one. */
function requireOneHost(headers: readonly string[]): void {
  let count = 0;
  for (let at = 0; at < headers.length; at += 2) if (headers[at]?.toLowerCase() === 'host') count += 1;
  if (count === 1) return;
  const message = `The request has ${count === 0 ? 'no' : 'more than one'} header Host.`;
  throw new GatewayError({ kind: 'invalid-request', message, code: 'invalid_host' });
}

/** Requests of a gateway name it, and those that it was asked through. */
function checkCircle(ids: readonly string[], ownId: string): void {
  if (!ids.includes(ownId) && ids.length <= MOST_GATEWAYS) return;
  throw new GatewayError({
    kind: 'invalid-request',
    code: 'gateway_loop',
    message:
      'The gateway was asked by itself: a provider has its address. Most often OPENAI_BASE_URL or ANTHROPIC_BASE_URL was set before ' +
      'devmgr gateway was started: unset it there, and set it only for the clients.',
  });
}

function stopping(): GatewayError {
  return new GatewayError({ kind: 'overloaded', message: 'The gateway is being stopped.', code: 'gateway_stopping' });
}
