import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint } from './endpoint.js';

/** Whether requests go where the definition says. A gateway elsewhere may have other models than the vendor. */
export function isAtOwnHost({ baseUrl }: Pick<AiProviderDefinition, 'baseUrl'>, endpoint: Endpoint): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  return new URL(baseUrl).host === new URL(endpoint.baseUrl).host;
}
