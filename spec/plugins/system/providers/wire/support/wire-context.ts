import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint } from '../../../../../../plugins/system/providers/configuration/endpoint.js';
import { knownProviders } from '../../../../../../plugins/system/providers/definitions/known-providers.js';
import type { WireContext } from '../../../../../../plugins/system/providers/wire/wire-format.js';

/** A provider of the program as it would be asked, with a key of its first variable. */
export function wireContext(
  id: string,
  endpoint: Partial<Endpoint> = {},
  quirks?: AiProviderDefinition['quirks'],
): WireContext {
  const found = knownProviders.find((provider) => provider.id === id);
  if (!found) throw new Error(`No provider ${id}`);
  const definition = quirks ? { ...found, quirks } : found;
  return {
    definition,
    endpoint: {
      baseUrl: definition.baseUrl ?? 'https://service.example/v1',
      otherBaseUrls: [],
      key: 'sk-test-0123456789',
      keyVariable: definition.keyVariables?.[0],
      host: 'service.example',
      headers: {},
      warnings: [],
      ...endpoint,
    },
  };
}
