import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { HttpResponse } from '../transport/http-client.js';
import { HttpFailure } from '../transport/http-failure.js';
import { retryDelay } from '../transport/retry-delay.js';
import { WireFormatError } from '../wire/wire-format-error.js';
import type { AskOptions } from './ask-options.js';
import type { HttpProviderOptions } from './http-provider-options.js';

export interface Failed {
  readonly error: AiError;
  /** `undefined`: the request got no answer. */
  readonly response: HttpResponse | undefined;
  /** Counted from one. */
  readonly attempt: number;
}

/** Milliseconds until the same request is sent again; `undefined`: it is not. */
export function retryPlan(
  { host, settings }: HttpProviderOptions,
  { patience }: Pick<AskOptions, 'patience'>,
  { error, response, attempt }: Failed,
): number | undefined {
  const status = statusOf(error, response);
  if (status === 'never') return undefined;
  // It has taken its time already: somebody else is asked.
  if (patience && error.failure.kind === 'timeout' && !response) return undefined;
  const allowed = settings().retries;
  const delay = retryDelay({
    status,
    header: (name) => response?.header(name),
    attempt,
    retries: patience ? Math.min(patience.retries, allowed) : allowed,
    now: host.now(),
    random: host.random(),
  });
  return delay !== undefined && patience && delay > patience.maxDelayMs ? undefined : delay;
}

/** An error inside a stream comes after status 200: what it means counts. */
function statusOf({ failure, cause }: AiError, response: HttpResponse | undefined): number | undefined | 'never' {
  // Whoever does not speak the format will not speak it the next time.
  if (cause instanceof WireFormatError || (cause instanceof HttpFailure && cause.kind === 'too-large')) return 'never';
  switch (failure.kind) {
    case 'quota-exhausted':
    case 'needs-key':
    case 'needs-setup':
      return 'never';
    case 'rate-limited':
      return failure.status ?? 429;
    case 'overloaded':
    case 'server-error':
      return failure.status !== undefined && failure.status >= 400 ? failure.status : 500;
    case 'unreachable':
    case 'broken-stream':
      return undefined;
    case 'timeout':
      return failure.status;
    default:
      return failure.status ?? response?.status;
  }
}
