import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint, MissingEndpoint } from '../../../providers/configuration/endpoint.js';
import { isMissing } from '../../../providers/http-provider/provider-record.js';
import { TryFailure } from '../failure/try-failure.js';
import type { UpstreamOptions } from '../upstream-options.js';

/** Throws a `TryFailure` where the address of a provider is this gateway's: it would ask itself for ever. */
export function refuseLoop(
  { isOwnAddress }: Pick<UpstreamOptions, 'isOwnAddress'>,
  definition: AiProviderDefinition,
  endpoint: Endpoint | MissingEndpoint,
): void {
  if (!isOwnAddress || isMissing(endpoint) || endpoint.host !== undefined) return;
  if (isOwnAddress(new URL(endpoint.baseUrl))) throw new TryFailure({ error: loopError(definition, endpoint) });
}

function loopError({ id, title, baseUrlVariables }: AiProviderDefinition, { baseUrl }: Endpoint): AiError {
  const variable = baseUrlVariables?.[0] ?? 'the variable of its base URL';
  return new AiError({
    message: `${title} is asked at ${baseUrl}, which is this gateway itself`,
    hint: `Start the gateway without ${variable}, or set base-url in [tool.devmgr.system.providers.${id}]: the variable is for the gateway's clients.`,
    failure: { kind: 'needs-setup', providerId: id, modelId: undefined },
  });
}
