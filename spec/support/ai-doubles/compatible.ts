import { modelList, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

/** A server of somebody's own that follows OpenAI; its base path is not `/v1`. */
export const compatible: Vendor = {
  ...openAiShape,
  id: 'my-company',
  basePath: '/gateway/openai/v1',
  chatPath: '/gateway/openai/v1/chat/completions',
  models: ['house-model', 'house-model-mini'],
  embeddingModel: 'house-embedding',
  routes: {
    'GET /gateway/openai/v1/models': modelList(
      ['house-model', 'house-model-mini', 'house-embedding'].map((id) => ({ id, object: 'model' })),
    ),
  },
};
