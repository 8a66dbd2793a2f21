import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PluginContext } from 'devmgr/plugin-api';
import { GatewayError } from '../gateway-error.js';
import { protocolError } from './protocol-error.js';
import { protocolOf } from './protocol-of.js';
import { toGatewayError } from './to-gateway-error.js';

/** Answers with an error in the client's protocol. What was a bug is told in the log, and to the client only that it was one. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  failure: unknown,
  { log, text }: Pick<PluginContext, 'log' | 'text'>,
): GatewayError {
  const known = toGatewayError(failure);
  if (!known) log.error(`${request.method} ${request.routeOptions.url ?? ''} failed`, failure);
  const error = masked(known ?? bug(request.id), text);
  if (reply.raw.headersSent || reply.raw.destroyed) return error;
  const { status, headers, body } = protocolError(protocolOf(request), error, request.id);
  void reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body);
  return error;
}

/** Texts of providers come this way: what is a secret here is none of the client's business. */
function masked(error: GatewayError, text: PluginContext['text']): GatewayError {
  const message = text.redact(error.message);
  return message === error.message ? error : new GatewayError({ ...error, message, cause: error.cause });
}

function bug(id: string): GatewayError {
  const message = `The gateway failed at this request. Look for ${id} in devmgr's log: devmgr logs --level error`;
  return new GatewayError({ kind: 'internal', message });
}
