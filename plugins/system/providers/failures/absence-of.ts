import type { HttpFailure } from '../transport/http-failure.js';
import type { Absence } from './absence.js';

/** What a request without an answer says of the address. */
export function absenceOf({ kind, sign }: HttpFailure): Absence {
  if (sign !== undefined) return sign;
  switch (kind) {
    case 'first-byte-timeout':
    case 'idle-timeout':
      return 'silent';
    case 'torn':
      return 'not-http';
    case 'too-large':
      return 'other-server';
    case 'unreachable':
    case 'connect-timeout':
      return 'no-way';
  }
}

/** Go's and nginx's words for a request without TLS at a port that wants it. */
const WANTS_TLS = /HTTP request (was sent )?to (an )?HTTPS (server|port)/i;

/** The same of a response that is no success. */
export function absenceOfStatus(status: number, body: string): Absence {
  if (status === 400 && WANTS_TLS.test(body.slice(0, 2000))) return 'tls-only';
  if (status === 503 || status === 429) return 'overloaded';
  return status >= 500 ? 'failing' : 'other-server';
}
