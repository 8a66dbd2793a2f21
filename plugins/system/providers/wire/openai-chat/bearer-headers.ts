import type { Endpoint } from '../../configuration/endpoint.js';
import { requestHeaders } from '../request-headers.js';

/** Local servers are asked without a key. */
export function bearerHeaders(endpoint: Endpoint): Readonly<Record<string, string>> {
  return requestHeaders(endpoint, endpoint.key === undefined ? {} : { authorization: `Bearer ${endpoint.key}` });
}
