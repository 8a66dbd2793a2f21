import { endpointUrl } from '../endpoint-url.js';
import { requestBody } from '../request-body.js';
import type { WireContext, WireRequest } from '../wire-format.js';
import { bearerHeaders } from './bearer-headers.js';

/** A request with a JSON body. */
export function postJson(context: WireContext, path: string, body: object, notes: readonly string[] = []): WireRequest {
  return {
    method: 'POST',
    url: endpointUrl(context.endpoint.baseUrl, path),
    headers: { ...bearerHeaders(context.endpoint), 'content-type': 'application/json' },
    body: requestBody(body),
    notes,
  };
}
