import { baseUrlSetting } from './base-url-setting.js';
import type { FailureContext } from './failure-context.js';

/** For answers that look as if nobody spoke the provider's language there. */
export function baseUrlHint(context: FailureContext): string {
  const { endpoint } = context;
  const asked = endpoint === undefined ? '' : `, ${endpoint.baseUrl},`;
  return `Check the base URL${asked} in ${baseUrlSetting(context)}`;
}
