import type { WireContext, WireRequest } from '../wire-format.js';
import { anthropicHeaders } from './anthropic-headers.js';
import { anthropicUrl } from './anthropic-url.js';

/** `GET /v1/models`, after the model `afterId` when it is given. 1000 is the most that a page holds. */
export function modelsRequest({ endpoint }: WireContext, afterId?: string): WireRequest {
  const query = { limit: '1000', ...(afterId === undefined ? {} : { after_id: afterId }) };
  return {
    method: 'GET',
    url: anthropicUrl(endpoint.baseUrl, '/models', query),
    headers: anthropicHeaders(endpoint),
    body: undefined,
    notes: [],
  };
}
