import { modelList, openAiError, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

const model = (id: string, shutdown: string | null = null) => ({
  id,
  object: 'model',
  created: 1_780_000_000,
  owned_by: 'openai',
  // New in 2026 (openai/openai-openapi, `Model`).
  shutdown_date: shutdown,
});

/** OpenAI. The list has everything: images, sound and embeddings too. */
export const openAi: Vendor = {
  ...openAiShape,
  id: 'openai',
  // Reasoning models refuse `max_tokens` and any temperature of one's own.
  tokenField: 'max_completion_tokens',
  takesSampling: false,
  refusedFields: ['max_tokens', 'temperature', 'top_p'],
  models: ['gpt-6-luna', 'gpt-6.1-terra', 'gpt-4o'],
  embeddingModel: 'text-embedding-3-small',
  routes: {
    'GET /v1/models': modelList([
      model('gpt-6-luna'),
      model('gpt-6.1-terra'),
      model('gpt-4o', '2027-01-14'),
      model('text-embedding-3-small'),
      model('whisper-1'),
      model('gpt-image-1'),
    ]),
  },
  unauthorised: (key) =>
    openAiError(401, {
      message: `Incorrect API key provided: ${key ?? ''}. You can find your API key at https://platform.openai.com/account/api-keys.`,
      code: 'invalid_api_key',
    }),
  modelNotFound: (id) =>
    openAiError(404, {
      message: `The model \`${id}\` does not exist or you do not have access to it.`,
      code: 'model_not_found',
    }),
  // Resets are durations as Go writes them, not seconds.
  rateLimited: (seconds) =>
    openAiError(
      429,
      { message: 'Rate limit reached for gpt-6-luna', type: 'requests', code: 'rate_limit_exceeded' },
      {
        'retry-after-ms': String(seconds * 1000),
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '6m0s',
        'x-request-id': 'req_double',
      },
    ),
};
