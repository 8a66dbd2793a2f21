import type { Endpoint } from '../configuration/endpoint.js';

/**
 * Headers with names in lower case, so that none goes out twice. Those of the endpoint, which a person may have set, win
 * over those of the format.
 */
export function requestHeaders(
  endpoint: Endpoint,
  ...ofFormat: readonly Readonly<Record<string, string>>[]
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const group of [...ofFormat, endpoint.headers]) {
    for (const [name, value] of Object.entries(group)) headers[name.toLowerCase()] = value;
  }
  return headers;
}
