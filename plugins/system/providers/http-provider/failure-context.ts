import type { Endpoint } from '../configuration/endpoint.js';
import type { FailureContext } from '../failures/failure-context.js';
import type { HttpProviderOptions } from './http-provider-options.js';

/** What error messages need to know. */
export function failureContext(
  { definition, host }: HttpProviderOptions,
  endpoint: Endpoint | undefined,
  modelId: string | undefined,
  modelIds: readonly string[],
): FailureContext {
  return { definition, endpoint, modelId, modelIds, clean: (text) => host.clean(text), now: () => host.now() };
}
