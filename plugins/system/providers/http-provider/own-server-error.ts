import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { Endpoint } from '../configuration/endpoint.js';
import type { HttpProviderOptions } from './http-provider-options.js';

/** The application that the person develops must not get questions that are meant for a model. */
export function ownServerError(
  options: Pick<HttpProviderOptions, 'definition' | 'host' | 'settingPlaces'>,
  { baseUrl }: Endpoint,
): AiError {
  const { definition, host } = options;
  return new AiError({
    message: `${definition.title} is not there: what listens at ${host.clean(baseUrl)} is a server of this project`,
    hint: ownServerHint(options),
    failure: { kind: 'unreachable', providerId: definition.id, modelId: undefined },
  });
}

/** How to get the provider to where it is asked, or the question to where it is. */
export function ownServerHint(options: Pick<HttpProviderOptions, 'definition' | 'settingPlaces'>): string {
  return options.definition.setupHint ?? `Set base-url in ${options.settingPlaces().table}.`;
}
