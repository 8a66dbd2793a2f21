import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { MissingEndpoint } from '../configuration/endpoint.js';
import { aiError } from './ai-error.js';
import type { FailureContext } from './failure-context.js';

/** The error of a provider that cannot be asked yet. */
export function missingEndpointError(context: FailureContext, { missing, hint }: MissingEndpoint): AiError {
  const event = missing === 'needs-key' ? 'has no key yet' : 'is not set up yet';
  return aiError(context, { event, hint }, { kind: missing });
}
