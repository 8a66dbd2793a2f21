import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import { QUOTA_USED_UP } from '../status/quota.js';
import { ToldError } from '../told-error.js';
import type { ProviderLimit } from '../status/provider-limits.js';

/** Milliseconds when the provider does not say when it may be asked again. */
const PAUSE = 30_000;
const QUOTA_PAUSE = 3_600_000;

/** The limit that a failure tells of, if it does. */
export function limitAfter(error: AiError, now: number): ProviderLimit | undefined {
  const { kind, retryAfterMs } = error.failure;
  const told = error instanceof ToldError && error.told !== undefined ? ` (${error.told})` : '';
  if (kind === 'quota-exhausted')
    return { reason: `${QUOTA_USED_UP}${told}`, until: now + (retryAfterMs ?? QUOTA_PAUSE), isQuota: true };
  if (kind === 'rate-limited') return { reason: `too many requests${told}`, until: now + (retryAfterMs ?? PAUSE) };
  return undefined;
}
