import { endpointUrl } from '../endpoint-url.js';

/**
 * `ANTHROPIC_BASE_URL` is without the version by custom, definitions and other people's settings have it: `/v1` is added
 * where the path does not end with a version.
 */
export function anthropicUrl(baseUrl: string, path: string, query?: Readonly<Record<string, string>>): string {
  const hasVersion = /\/v\d+\/*$/.test(new URL(baseUrl).pathname);
  return endpointUrl(baseUrl, hasVersion ? path : `/v1${path}`, query);
}
