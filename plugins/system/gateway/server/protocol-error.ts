import type { GatewayError, GatewayFailure } from '../gateway-error.js';
import type { GatewayProtocol } from '../gateway-protocol.js';

/** An error as it goes over the wire. */
export interface ProtocolError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}

/** Of OpenAI's errors: type and, where the error has none of its own, code. */
const OPENAI: Readonly<Record<GatewayFailure, readonly [type: string, code: string | null]>> = {
  'invalid-request': ['invalid_request_error', null],
  unauthorised: ['invalid_request_error', 'invalid_api_key'],
  forbidden: ['permission_error', 'forbidden'],
  'not-found': ['invalid_request_error', 'not_found'],
  conflict: ['invalid_request_error', 'conflict'],
  'too-large': ['invalid_request_error', 'request_too_large'],
  'unsupported-media': ['invalid_request_error', 'unsupported_media_type'],
  'rate-limited': ['rate_limit_error', 'rate_limit_exceeded'],
  'quota-exhausted': ['insufficient_quota', 'insufficient_quota'],
  timeout: ['server_error', 'timeout'],
  overloaded: ['server_error', 'overloaded'],
  upstream: ['server_error', 'upstream_error'],
  internal: ['server_error', 'internal_error'],
};

const ANTHROPIC: Readonly<Record<GatewayFailure, string>> = {
  'invalid-request': 'invalid_request_error',
  unauthorised: 'authentication_error',
  forbidden: 'permission_error',
  'not-found': 'not_found_error',
  conflict: 'conflict_error',
  'too-large': 'request_too_large',
  'unsupported-media': 'invalid_request_error',
  'rate-limited': 'rate_limit_error',
  'quota-exhausted': 'rate_limit_error',
  timeout: 'timeout_error',
  overloaded: 'overloaded_error',
  upstream: 'api_error',
  internal: 'api_error',
};

/** An error in the shape that a client of this protocol knows. `requestId` is in Anthropic's. */
export function protocolError(protocol: GatewayProtocol, error: GatewayError, requestId: string): ProtocolError {
  return { status: error.status, headers: headersOf(error), body: JSON.stringify(shaped(protocol, error, requestId)) };
}

/** The same as an event of a stream that has begun. */
export function protocolErrorEvent(protocol: GatewayProtocol, error: GatewayError, requestId: string): string {
  const data = JSON.stringify(shaped(protocol, error, requestId));
  return protocol === 'anthropic' ? `event: error\ndata: ${data}\n\n` : `data: ${data}\n\n`;
}

function shaped(protocol: GatewayProtocol, error: GatewayError, requestId: string): object {
  const { kind, message, code, param } = error;
  if (protocol === 'anthropic')
    return { type: 'error', error: { type: ANTHROPIC[kind], message }, request_id: requestId };
  const [type, usualCode] = OPENAI[kind];
  return { error: { message, type, param: param ?? null, code: code ?? usualCode } };
}

/** What the official clients look at when they decide whether, and when, to ask again. */
function headersOf({ kind, retryAfterMs, headers }: GatewayError): Readonly<Record<string, string>> {
  return {
    ...headers,
    ...(retryAfterMs !== undefined && {
      'retry-after': String(Math.ceil(retryAfterMs / 1000)),
      'retry-after-ms': String(Math.ceil(retryAfterMs)),
    }),
    // More of the same costs the person time and changes nothing.
    ...(kind === 'quota-exhausted' && { 'x-should-retry': 'false' }),
  };
}
