import { openAiError, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

const model = (id: string, type: string, contextLength: number) => ({
  id,
  object: 'model',
  created: 1_770_000_000,
  type,
  display_name: id,
  organization: id.split('/')[0],
  link: '',
  license: '',
  context_length: contextLength,
  pricing: { input: 0.15, output: 0.5, cached_input: 0, hourly: 0, base: 0, finetune: 0 },
});

/** Together. The list is a bare array (togethercomputer/openapi, `GET /models`). */
export const together: Vendor = {
  ...openAiShape,
  id: 'together',
  models: ['openai/gpt-oss-120b', 'Qwen/Qwen3.5-9B'],
  embeddingModel: 'intfloat/multilingual-e5-large-instruct',
  routes: {
    'GET /v1/models': {
      status: 200,
      body: [
        model('openai/gpt-oss-120b', 'chat', 131_072),
        model('Qwen/Qwen3.5-9B', 'chat', 262_144),
        model('intfloat/multilingual-e5-large-instruct', 'embedding', 514),
        model('black-forest-labs/FLUX.2', 'image', 0),
      ],
    },
  },
  // In no description of theirs.
  refusedFields: ['stream_options', 'max_completion_tokens'],
  // The last chunk has the usage unasked.
  onward: (body) => ({ ...body, stream_options: { include_usage: true } }),
  modelNotFound: (id) =>
    openAiError(404, {
      message: `Unable to access model ${id}. Please visit https://api.together.ai/models to view the list of supported models.`,
      code: 'model_not_available',
    }),
  // Without the suffixes that OpenAI has (togethercomputer/skills, debug_headers.ts).
  rateLimited: (seconds) =>
    openAiError(
      429,
      { message: 'You have reached the rate limit of this model', type: 'rate_limit', code: 'rate_limit_exceeded' },
      {
        'retry-after': String(seconds),
        'x-ratelimit-limit': '10',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '1',
        'x-tokenlimit-remaining': '0',
        'x-together-traceid': 'double',
      },
    ),
};
