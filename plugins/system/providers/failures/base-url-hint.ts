import { baseUrlSetting } from './base-url-setting.js';
import type { FailureContext } from './failure-context.js';

/** For answers that look as if nobody spoke the provider's language there. People often leave out the version of the path. */
export function baseUrlHint(context: FailureContext): string {
  const { endpoint } = context;
  const setting = baseUrlSetting(context);
  const versioned = endpoint && withVersion(endpoint.baseUrl);
  if (versioned !== undefined) return `Did you mean ${versioned}? Set ${setting} to it`;
  return `Check the base URL${endpoint === undefined ? '' : `, ${endpoint.baseUrl},`} in ${setting}`;
}

/** `undefined` when the path names a version already. */
function withVersion(baseUrl: string): string | undefined {
  const [, path = '', query = ''] = /^([^?]*)(\?.*)?$/.exec(baseUrl) ?? [];
  return /\/v\d+[a-z\d]*(\/|$)/.test(path) ? undefined : `${path.replace(/\/+$/, '')}/v1${query}`;
}
