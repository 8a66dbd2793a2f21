import type { AiError, AiFailureKind, AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { Endpoint, MissingEndpoint } from '../configuration/endpoint.js';
import { ToldError } from '../told-error.js';

/**
 * What a failure says of the provider as a whole; `undefined` when it was only about this request. A look asks for nothing
 * but the list of models: whatever goes wrong then is about the provider.
 */
export function statusAfter(
  error: AiError,
  during: 'look' | 'request',
  endpoint: Endpoint | MissingEndpoint,
): AiProviderStatus | undefined {
  const hint = error.hint ?? '';
  const unreachable: AiProviderStatus = { kind: 'unreachable', reason: error.message, hint };
  const told = error instanceof ToldError ? error.told : undefined;
  const isKeySent = 'key' in endpoint && endpoint.key !== undefined;
  const needsKey: AiProviderStatus = {
    kind: 'needs-key',
    ...(isKeySent && { reason: told ?? error.message }),
    hint: hint || error.message,
  };
  const always: Partial<Record<AiFailureKind, AiProviderStatus>> = {
    'needs-key': needsKey,
    unauthorised: needsKey,
    'needs-setup': { kind: 'needs-setup', hint: hint || error.message },
    unreachable,
    // Limits are kept apart: their time passes.
    'rate-limited': { kind: 'ready' },
    'quota-exhausted': { kind: 'ready' },
  };
  const known = always[error.failure.kind];
  if (known || during === 'request') return known;
  return error.failure.kind === 'forbidden' ? needsKey : unreachable;
}
