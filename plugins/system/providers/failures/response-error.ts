import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import { retryAfterMs } from '../transport/retry-after.js';
import type { HttpResponse } from '../transport/http-client.js';
import type { WireError } from '../wire/wire-format.js';
import { aiError } from './ai-error.js';
import type { FailureContext } from './failure-context.js';
import { failureKind } from './failure-kind.js';
import { limitReset } from './limit-reset.js';
import { redirectWords } from './redirect-words.js';
import { refusalWords } from './refusal-words.js';

/** Quotas last a month at most. A server that says more is not believed: what it says is remembered, and must be a date. */
const LONGEST_WAIT_MS = 31 * 24 * 3_600_000;

/** The error of a response that is not 2xx; `wire` is what its body says. */
export function responseError(
  context: FailureContext,
  response: Pick<HttpResponse, 'status' | 'header'>,
  wire: WireError,
): AiError {
  const { status } = response;
  const header = (name: string) => response.header(name);
  const location = status >= 300 && status < 400 ? header('location') : undefined;
  if (location !== undefined)
    return aiError(context, redirectWords(context, location), { kind: 'needs-setup', status });
  const kind = failureKind(status, wire, context.definition.quirks);
  const wait = waitingHelps(kind) ? askedWait(header, context.now()) : undefined;
  const words = refusalWords(context, { kind, status, wire, retryAfterMs: wait });
  return aiError(context, { told: wire.message, ...words }, { kind, status, retryAfterMs: wait });
}

function askedWait(header: (name: string) => string | undefined, now: number): number | undefined {
  const asked = retryAfterMs(header, now) ?? limitReset(header, now);
  return asked === undefined ? undefined : Math.min(asked, LONGEST_WAIT_MS);
}

/** Of an empty account a `retry-after` says nothing. */
function waitingHelps(kind: string): boolean {
  return kind === 'rate-limited' || kind === 'overloaded' || kind === 'server-error' || kind === 'timeout';
}
