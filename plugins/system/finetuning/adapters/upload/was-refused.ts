import { DevmgrError } from 'devmgr/plugin-api';
import { aiFailure, type AiFailureKind } from 'devmgr/plugin-api/contracts/ai';

/** Failures that come before a request. */
const NOT_SENT: readonly AiFailureKind[] = ['needs-key', 'needs-setup', 'unreachable'];

/** Whether a request that failed was certainly not carried out: it was refused, or never sent. */
export function wasRefused(error: unknown): boolean {
  const failure = aiFailure(error);
  // Of our own, about what was asked for.
  if (!failure) return DevmgrError.isInstance(error);
  const { kind, status } = failure;
  return status === undefined ? NOT_SENT.includes(kind) : (status >= 400 && status < 500) || status === 503;
}
