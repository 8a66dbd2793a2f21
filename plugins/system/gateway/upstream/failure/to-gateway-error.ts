import type { DevmgrError } from 'devmgr/plugin-api';
import type { AiError, AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import { GatewayError, type GatewayFailure } from '../../gateway-error.js';
import { passedHeaders } from './passed-headers.js';
import { TryFailure } from './try-failure.js';

interface Meaning {
  readonly kind: GatewayFailure;
  readonly code: string;
  /** Without a response of the provider; otherwise its status goes on. */
  readonly status: number;
}

const MEANINGS: Readonly<Record<AiFailureKind, Meaning>> = {
  'needs-key': { kind: 'upstream', code: 'provider_needs_key', status: 503 },
  'needs-setup': { kind: 'upstream', code: 'provider_not_set_up', status: 503 },
  unauthorised: { kind: 'unauthorised', code: 'provider_key_refused', status: 401 },
  forbidden: { kind: 'forbidden', code: 'provider_forbids', status: 403 },
  'not-found': { kind: 'not-found', code: 'model_not_found', status: 404 },
  'rate-limited': { kind: 'rate-limited', code: 'rate_limit_exceeded', status: 429 },
  'quota-exhausted': { kind: 'quota-exhausted', code: 'insufficient_quota', status: 429 },
  'context-too-long': { kind: 'invalid-request', code: 'context_length_exceeded', status: 400 },
  'refused-request': { kind: 'invalid-request', code: 'invalid_request', status: 400 },
  overloaded: { kind: 'overloaded', code: 'provider_overloaded', status: 503 },
  'server-error': { kind: 'upstream', code: 'provider_failed', status: 502 },
  unreachable: { kind: 'upstream', code: 'provider_unreachable', status: 502 },
  timeout: { kind: 'timeout', code: 'provider_timeout', status: 504 },
  'broken-stream': { kind: 'upstream', code: 'provider_broke_off', status: 502 },
};

/** What is wrong with the request: it says so itself, and devmgr's advice is for people at devmgr's screen. */
const OF_THE_CLIENT: ReadonlySet<AiFailureKind> = new Set(['refused-request', 'context-too-long']);

/** What the client is told of a provider's failure: status, limits and words of the provider as far as it had any. */
export function toGatewayError(failed: TryFailure | AiError): GatewayError {
  const { error, response, detail } =
    failed instanceof TryFailure ? failed : { error: failed, response: undefined, detail: {} };
  const { failure } = error;
  const meaning = MEANINGS[failure.kind];
  return new GatewayError({
    kind: meaning.kind,
    message: withHint(OF_THE_CLIENT.has(failure.kind) ? { message: error.message, hint: detail.hint } : error),
    status: statusOf(failure.status, meaning),
    code: detail.code ?? meaning.code,
    param: detail.param,
    retryAfterMs: failure.retryAfterMs,
    headers: response ? passedHeaders((name) => response.header(name)) : {},
    cause: error,
  });
}

/** A status inside a stream (200) or of a redirect is no status of an error. */
function statusOf(told: number | undefined, { status, kind }: Meaning): number {
  if (told === undefined || told < 400 || told > 599) return status;
  // 403 of Together means a long prompt: a client would look for a fault in its key.
  if (kind === 'invalid-request' && (told === 401 || told === 403)) return 400;
  return told;
}

function withHint({ message, hint }: Pick<DevmgrError, 'message' | 'hint'>): string {
  if (hint === undefined) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}
