import { bearerOf } from './openai-shape.js';
import type { Answer, Vendor } from './vendor.js';

/** `{type: "error", error: {type, message}, request_id}` (platform.claude.com, API errors). */
function anthropicError(status: number, type: string, message: string, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: { 'request-id': 'req_double', ...headers },
    body: { type: 'error', error: { type, message }, request_id: 'req_double' },
  };
}

/** `models.d.ts` of @anthropic-ai/sdk 1.12.0: windows and sight are in the list. */
const model = (id: string, more: object = {}) => ({
  id,
  type: 'model',
  display_name: id,
  created_at: '2026-10-01T00:00:00Z',
  lifecycle: 'active',
  deprecated_at: null,
  max_input_tokens: 1_000_000,
  max_tokens: 128_000,
  capabilities: { image_input: { supported: true } },
  ...more,
});

const list = [
  model('claude-haiku-5-5'),
  model('claude-sonnet-5-5'),
  model('claude-sonnet-4-5', { lifecycle: 'deprecated', deprecated_at: '2026-09-29T00:00:00Z' }),
];

/** Anthropic. The base URL is without the version. No embeddings, no `[DONE]`. */
export const anthropic: Vendor = {
  id: 'anthropic',
  tokenField: 'max_tokens',
  takesSampling: false,
  refusedFields: ['temperature', 'top_p', 'top_k', 'stream_options', 'max_completion_tokens', 'stop'],
  requiredFields: ['max_tokens'],
  basePath: '',
  chatPath: '/v1/messages',
  models: list.map(({ id }) => id),
  routes: {
    'GET /v1/models': {
      status: 200,
      body: { data: list, has_more: false, first_id: list[0]?.id, last_id: list.at(-1)?.id },
    },
  },
  keyOf: (headers) => headers['x-api-key'] ?? bearerOf(headers),
  unauthorised: (key) => anthropicError(401, 'authentication_error', `invalid x-api-key: ${key ?? ''}`),
  badRequest: (field) => anthropicError(400, 'invalid_request_error', `${field}: Extra inputs are not permitted`),
  modelNotFound: (id) => anthropicError(404, 'not_found_error', `model: ${id}`),
  // Resets are times of RFC 3339. There is no `retry-after-ms`.
  rateLimited: (seconds) =>
    anthropicError(429, 'rate_limit_error', 'This request would exceed the rate limit of your organization', {
      'retry-after': String(seconds),
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-22T12:00:00Z',
    }),
  serverError: () => anthropicError(500, 'api_error', 'Internal server error'),
  streamError: (message) =>
    `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message } })}\n\n`,
};
