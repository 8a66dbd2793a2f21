import type { FastifyRequest } from 'fastify';
import type { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import { rateLimit } from '../security/rate-limit.js';
import { noteCall } from './serve-call.js';

/** Asked by programs that look whether somebody is there, and by browsers. */
const UNNOTED = new Set(['/', '/health', '/ready', '/favicon.ico']);
/** Whoever has no token fills neither disk nor log: so many a minute are recorded, the others counted. */
const MOST_A_MINUTE = 60;
const LONGEST_MODEL = 200;

/**
 * Requests that come to no call: without the token, to no path that there is, with a body that is none. They are the mistakes of the first
 * minutes with a client, and are looked for where calls are.
 */
export function noteRefusals(parts: GatewayParts): (request: FastifyRequest, error: GatewayError) => void {
  const { calls, recorder, settings } = parts;
  const limit = rateLimit(
    () => MOST_A_MINUTE,
    () => performance.now(),
  );
  return (request, error) => {
    if (UNNOTED.has(request.url.split('?', 1)[0] ?? '')) return;
    const trace = noteCall(request, parts, { model: modelOf(request.body), isStream: false });
    const record = trace.end({ status: error.status, outcome: 'failed', error: error.message });
    const isTold = isWithin(limit);
    if (isTold && settings().record !== 'off') recorder.add(record);
    calls.refused(record, isTold);
  };
}

function modelOf(body: unknown): string | undefined {
  const { model } = (body ?? {}) as { readonly model?: unknown };
  return typeof model === 'string' ? model.slice(0, LONGEST_MODEL) : undefined;
}

function isWithin(limit: () => void): boolean {
  try {
    limit();
    return true;
  } catch {
    return false;
  }
}
