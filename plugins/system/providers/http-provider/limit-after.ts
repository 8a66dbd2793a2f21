import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderLimit } from '../status/provider-limits.js';

/** Milliseconds when the provider does not say when it may be asked again. */
const PAUSE = 30_000;
const QUOTA_PAUSE = 3_600_000;

/** The limit that a failure tells of, if it does. */
export function limitAfter({ failure }: AiError, now: number): ProviderLimit | undefined {
  const { kind, retryAfterMs } = failure;
  if (kind === 'quota-exhausted') return { reason: 'the quota is used up', until: now + (retryAfterMs ?? QUOTA_PAUSE) };
  if (kind === 'rate-limited') return { reason: 'too many requests', until: now + (retryAfterMs ?? PAUSE) };
  return undefined;
}
