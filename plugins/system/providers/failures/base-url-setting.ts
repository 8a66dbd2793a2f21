import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';

/** Where a person sets the base URL: `OPENAI_BASE_URL`, or a setting. */
export function baseUrlSetting({ id, baseUrlVariables }: AiProviderDefinition): string {
  return baseUrlVariables?.[0] ?? `base-url of [tool.devmgr.system.providers.${id}]`;
}
