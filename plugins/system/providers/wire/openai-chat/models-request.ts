import { endpointUrl } from '../endpoint-url.js';
import type { WireContext, WireRequest } from '../wire-format.js';
import { bearerHeaders } from './bearer-headers.js';

/** `GET /models`: all of them on one page. */
export function modelsRequest({ endpoint }: WireContext): WireRequest {
  return {
    method: 'GET',
    url: endpointUrl(endpoint.baseUrl, '/models'),
    headers: bearerHeaders(endpoint),
    body: undefined,
    notes: [],
  };
}
