import { retryAfterMs } from './retry-after.js';

/** Whoever is told to wait for longer gives up: nobody sits in front of a screen that stands still for minutes. */
export const LONGEST_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const JITTER = 0.25;

export interface FailedAttempt {
  /** `undefined`: no response came at all. */
  readonly status: number | undefined;
  /** Of the response. */
  readonly header: (name: string) => string | undefined;
  /** Which attempt has just failed, counted from one. */
  readonly attempt: number;
  /** How many attempts may follow the first. */
  readonly retries: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** From 0 up to 1. */
  readonly random: number;
}

/**
 * Milliseconds until the next attempt; `undefined`: do not ask again. The rule of OpenAI's and Anthropic's own clients:
 * no response, 408, 409, 429 and 500 or more, unless `x-should-retry` says otherwise; as long as the server asks for, else
 * twice as long each time, less up to a quarter. A quota that is used up is a 429 too: look for it before.
 */
export function retryDelay(failed: FailedAttempt): number | undefined {
  if (failed.attempt > failed.retries || !isWorthRetrying(failed)) return undefined;
  const asked = retryAfterMs(failed.header, failed.now);
  if (asked !== undefined) return asked > LONGEST_WAIT_MS ? undefined : asked;
  const backoff = Math.min(FIRST_WAIT_MS * 2 ** (failed.attempt - 1), LONGEST_BACKOFF_MS);
  return backoff * (1 - failed.random * JITTER);
}

function isWorthRetrying({ status, header }: FailedAttempt): boolean {
  if (status === undefined) return true;
  const wish = header('x-should-retry');
  if (wish === 'true') return true;
  if (wish === 'false') return false;
  return status === 408 || status === 409 || status === 429 || status >= 500;
}
