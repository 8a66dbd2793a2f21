import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayAnswer } from '../gateway-call.js';
import { GatewayError } from '../gateway-error.js';
import { protocolErrorEvent } from './protocol-error.js';
import { protocolOf } from './protocol-of.js';

/** A client that takes nothing for so long has its stream ended: it holds a connection to the provider. */
const STALLED_MS = 120_000;

/** Sends an answer. Resolves when the client has it, to what went wrong after its beginning. `signal`: ends a stream. */
export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: GatewayAnswer,
  signal: AbortSignal,
): Promise<GatewayError | undefined> {
  if (answer.kind === 'whole') {
    void reply.headers(answer.headers).type('application/json; charset=utf-8').send(answer.body);
    return undefined;
  }
  const { raw } = reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    ...answer.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  await writeEvents(raw, answer.events);
  const { reason } = signal as { reason: unknown };
  const isStopped = signal.aborted && !raw.destroyed && reason instanceof GatewayError;
  if (isStopped) raw.write(protocolErrorEvent(protocolOf(request), reason, request.id));
  raw.end();
  return isStopped ? reason : undefined;
}

/** The provider is read no faster than the client takes it. */
async function writeEvents(raw: ServerResponse, events: AsyncIterable<string>): Promise<void> {
  // The head goes out with the first piece, which most often is there: alone only when it is not.
  const head = setImmediate(() => raw.flushHeaders());
  try {
    for await (const piece of events) {
      clearImmediate(head);
      if (raw.destroyed) return;
      if (!raw.write(piece)) await drained(raw);
    }
  } finally {
    clearImmediate(head);
  }
}

async function drained(raw: ServerResponse): Promise<void> {
  const stalled = setTimeout(() => raw.destroy(), STALLED_MS);
  const over = new AbortController();
  try {
    await Promise.race([once(raw, 'drain', over), once(raw, 'close', over)]);
  } catch {
    // The socket has failed: the next look at it says so.
  } finally {
    clearTimeout(stalled);
    over.abort();
  }
}
