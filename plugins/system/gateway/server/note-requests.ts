import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { NotedCall } from './noted-call.js';
import { sendError } from './send-error.js';
import { CLIENT_HAS_GONE, noteCall } from './serve-call.js';
import type { RunningCall } from './served-calls.js';
import { toGatewayError } from './to-gateway-error.js';

interface Noted {
  readonly trace: NotedCall;
  readonly running: RunningCall;
  error: string | undefined;
}

/**
 * Requests to the routes of this scope that no model answers (files, jobs, lists of models) are calls all the same: they are recorded, waited for
 * when the gateway is being stopped, and then ended. What they send and get is not kept. What was read and is there is only counted.
 */
export function noteRequests(scope: FastifyInstance, parts: GatewayParts): void {
  const { calls, context, recorder, settings } = parts;
  const all = new WeakMap<FastifyRequest, Noted>();
  const end = ({ trace, running, error }: Noted, { raw, statusCode, request: { method } }: FastifyReply) => {
    const outcome = !raw.writableFinished ? 'aborted' : statusCode >= 400 ? 'failed' : 'answered';
    // Programs ask how a job is again and again: their calls would push those of models out of the record.
    if (outcome === 'answered' && isRead(method)) return calls.wasRead(running);
    const status = outcome === 'aborted' ? CLIENT_HAS_GONE : statusCode;
    const record = trace.end({ status, outcome, error: outcome === 'failed' ? error : undefined });
    if (settings().record !== 'off') recorder.add(record);
    calls.end(running, record);
  };
  scope.addHook('onRequest', async (request, reply) => {
    const running = { abort: (reason: Error) => stop(request, reply, reason, noted, context) };
    const noted: Noted = {
      trace: noteCall(request, parts, { model: undefined, isStream: false }),
      running,
      error: undefined,
    };
    calls.begin(running);
    all.set(request, noted);
    reply.raw.once('close', () => end(noted, reply));
  });
  scope.setErrorHandler((error, request, reply) => {
    // It was refused before it came here.
    if (!all.has(request)) throw error;
    void sendError(request, reply, error, context);
  });
  scope.addHook('onError', async (request, _reply, error) => {
    const noted = all.get(request);
    const told = toGatewayError(error)?.message ?? 'The gateway failed at this request';
    if (noted) noted.error = context.text.redact(told);
  });
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** It is told why; what it still sends is not read. */
function stop(
  request: FastifyRequest,
  reply: FastifyReply,
  reason: Error,
  noted: Noted,
  context: GatewayParts['context'],
): void {
  noted.error = reason.message;
  if (reply.sent || !(reason instanceof GatewayError)) return void request.raw.destroy();
  reply.raw.once('finish', () => request.raw.destroy());
  sendError(request, reply.header('connection', 'close'), reason, context);
}
