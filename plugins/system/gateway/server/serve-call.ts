import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayAnswer } from '../gateway-call.js';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { CallTrace } from '../record/call-trace.js';
import { NotedCall } from './noted-call.js';
import { sendAnswer } from './send-answer.js';
import { sendError } from './send-error.js';
import type { RunningCall } from './served-calls.js';

export interface ServedCall {
  /** As the client named it. */
  readonly model: string | undefined;
  readonly isStream: boolean;
  /** Kept where prompts are kept. */
  readonly body: unknown;
}

export interface CallWork {
  /** Aborted when the client has gone, and when the gateway is being stopped. */
  readonly signal: AbortSignal;
  readonly trace: CallTrace;
}

/** What the status of a request is called whose client did not wait for it: as nginx has it. */
export const CLIENT_HAS_GONE = 499;
const LONGEST_CLIENT = 120;
const LONGEST_PATH = 100;

/**
 * Answers a request that may take long: it waits for its turn, ends when the client goes, is sent whole or as a stream, and is recorded.
 * Failures are answered in the client's protocol. Never rejects.
 */
export async function serveCall(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: GatewayParts,
  served: ServedCall,
  work: (call: CallWork) => Promise<GatewayAnswer>,
): Promise<FastifyReply> {
  const { calls, context, recorder } = parts;
  const trace = noteCall(request, parts, served);
  const abort = new AbortController();
  const { signal } = abort;
  let hasSlot = false;
  const about: RunningCall['about'] = () => (hasSlot ? trace.soFar() : { ...trace.soFar(), state: 'queued' });
  const running: RunningCall = { abort: (reason) => abort.abort(reason), about };
  const onClose = () => {
    if (!reply.raw.writableFinished) abort.abort(new ClientGone());
  };
  reply.raw.once('close', onClose);
  let error: GatewayError | undefined;
  try {
    calls.begin(running);
    await calls.slots.acquire(signal);
    hasSlot = true;
    if (trace.keepsTexts) trace.sent(served.body);
    signal.throwIfAborted();
    const answer = await work({ signal, trace });
    error = await sendAnswer(request, reply, answer, signal);
  } catch (failure) {
    error = sendError(request, reply, isGone(signal) ? signal.reason : failure, context);
  } finally {
    if (hasSlot) calls.slots.release();
    reply.raw.off('close', onClose);
    const outcome = isGone(signal) ? 'aborted' : error ? 'failed' : 'answered';
    const status =
      outcome === 'aborted' ? CLIENT_HAS_GONE : reply.raw.headersSent ? reply.raw.statusCode : reply.statusCode;
    const record = trace.end({ status, outcome, error: outcome === 'failed' ? error?.message : undefined });
    if (parts.settings().record !== 'off') recorder.add(record);
    calls.end(running, record);
  }
  return reply;
}

class ClientGone extends GatewayError {
  constructor() {
    super({ kind: 'invalid-request', status: CLIENT_HAS_GONE, message: 'The client has closed the connection.' });
  }
}

function isGone(signal: AbortSignal): boolean {
  return signal.reason instanceof ClientGone;
}

/** Begins the record of a request. */
export function noteCall(
  request: FastifyRequest,
  parts: Pick<GatewayParts, 'context' | 'settings'>,
  { model, isStream }: Pick<ServedCall, 'model' | 'isStream'>,
): NotedCall {
  const { context, settings } = parts;
  const { method, routeOptions, headers } = request;
  const client = context.text.clean(String(headers['user-agent'] ?? 'unknown')).slice(0, LONGEST_CLIENT);
  const about = {
    id: request.id,
    client,
    request: `${method} ${routeOptions.url ?? unknownPath(request, context)}`,
    model,
    isStream,
  };
  return new NotedCall({ ...about, keepsTexts: settings().record === 'texts' }, () => context.clock.now());
}

/** Without what may be a secret. */
function unknownPath({ url }: FastifyRequest, { text }: GatewayParts['context']): string {
  return text.redact(text.clean(url.split('?', 1)[0] ?? '').slice(0, LONGEST_PATH));
}
