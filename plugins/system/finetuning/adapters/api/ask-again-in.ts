import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { AiHost } from '../../../providers/ai-host.js';
import type { HttpResponse } from '../../../providers/transport/http-client.js';
import { retryDelay } from '../../../providers/transport/retry-delay.js';

/** As OpenAI's own clients. */
const RETRIES = 2;
/** Refused before anything was done. */
const NOT_CARRIED_OUT: readonly number[] = [408, 409, 429, 503];

interface Failed {
  /** Which attempt, counted from one. */
  readonly attempt: number;
  readonly isRepeatable: boolean;
  readonly host: Pick<AiHost, 'now' | 'random'>;
}

/** Milliseconds until a request is sent once more; `undefined`: it is not. `response`: none came. */
export function askAgainIn(
  error: unknown,
  response: Pick<HttpResponse, 'status' | 'header'> | undefined,
  { attempt, isRepeatable, host }: Failed,
): number | undefined {
  const failure = aiFailure(error);
  if (!failure || failure.kind === 'quota-exhausted') return undefined;
  // A missing key or address came before any request.
  if (!response && !['unreachable', 'timeout', 'broken-stream', 'overloaded'].includes(failure.kind)) return undefined;
  // A job that may have been created already is not created twice: it costs.
  if (!isRepeatable && !(response && NOT_CARRIED_OUT.includes(response.status))) return undefined;
  return retryDelay({
    status: response?.status,
    header: (name) => response?.header(name),
    attempt,
    retries: RETRIES,
    now: host.now(),
    random: host.random(),
  });
}
