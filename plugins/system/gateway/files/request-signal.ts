import type { FastifyReply } from 'fastify';
import { GatewayError } from '../gateway-error.js';

/** Aborted when the client has gone before it had its answer. */
export function requestSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const { raw } = reply;
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(clientHasGone());
  });
  if (raw.destroyed) gone.abort(clientHasGone());
  return gone.signal;
}

/** Nobody reads it; it is no bug for the log. The status is that of nginx. */
function clientHasGone(): GatewayError {
  return new GatewayError({ kind: 'invalid-request', status: 499, message: 'The client has closed the connection.' });
}
