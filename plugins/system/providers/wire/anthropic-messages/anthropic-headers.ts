import type { Endpoint } from '../../configuration/endpoint.js';
import { requestHeaders } from '../request-headers.js';

/** Still served, and the one with which older models take sampling parameters (2026-10-21 refuses them for all). */
const VERSION = '2023-06-01';

/** A token (ANTHROPIC_AUTH_TOKEN) goes into another header than a key; sending both is answered with 401. */
export function anthropicHeaders(endpoint: Endpoint): Readonly<Record<string, string>> {
  return requestHeaders(endpoint, { 'anthropic-version': VERSION }, credentials(endpoint));
}

function credentials({ key, keyVariable }: Endpoint): Readonly<Record<string, string>> {
  if (key === undefined) return {};
  return keyVariable?.endsWith('_AUTH_TOKEN') ? { authorization: `Bearer ${key}` } : { 'x-api-key': key };
}
