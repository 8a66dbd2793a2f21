import { modelList, openAiError, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

const model = (id: string) => ({ id, object: 'model', owned_by: 'organization_owner' });

/** LM Studio 0.4 (lmstudio-ai/docs, REST API v1). There is no `/health`; authentication is a switch. */
export const lmStudio: Vendor = {
  ...openAiShape,
  id: 'lm-studio',
  models: ['qwen/qwen3-8b'],
  embeddingModel: 'text-embedding-nomic-embed-text-v1.5',
  routes: {
    'GET /api/v1/models': {
      status: 200,
      body: {
        models: [
          {
            key: 'qwen/qwen3-8b',
            type: 'llm',
            max_context_length: 40_960,
            loaded_instances: [{ id: 'qwen/qwen3-8b', config: { context_length: 8192 } }],
            capabilities: { vision: false },
          },
          {
            key: 'text-embedding-nomic-embed-text-v1.5',
            type: 'embedding',
            max_context_length: 2048,
            loaded_instances: [],
          },
        ],
      },
    },
    'GET /v1/models': modelList([model('qwen/qwen3-8b'), model('text-embedding-nomic-embed-text-v1.5')]),
  },
  unauthorised: () => openAiError(401, { message: 'Malformed or missing API token', code: 'invalid_api_key' }),
  modelNotFound: (id) => openAiError(404, { message: `Model "${id}" not found`, code: 'model_not_found' }),
};
