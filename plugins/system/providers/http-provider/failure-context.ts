import type { Endpoint } from '../configuration/endpoint.js';
import type { FailureContext } from '../failures/failure-context.js';
import type { HttpProviderOptions } from './http-provider-options.js';

/** What error messages need to know. */
export function failureContext(
  options: HttpProviderOptions,
  endpoint: Endpoint | undefined,
  modelId: string | undefined,
  modelIds: readonly string[],
): FailureContext {
  const { definition, host } = options;
  return {
    definition,
    endpoint,
    modelId,
    modelIds,
    places: options.settingPlaces(),
    clean: (text) => host.clean(text),
    now: () => host.now(),
  };
}
