import { modelList, openAiError, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

/** A service that a customer deploys on Anyscale (Ray Serve LLM, which is vLLM inside): no shared list, no public host. */
export const anyscale: Vendor = {
  ...openAiShape,
  id: 'anyscale',
  models: ['meta-llama/Llama-3.3-70B-Instruct'],
  embeddingModel: 'thenlper/gte-large-embedding',
  routes: {
    'GET /v1/models': modelList(
      ['meta-llama/Llama-3.3-70B-Instruct', 'thenlper/gte-large-embedding'].map((id) => ({
        id,
        object: 'model',
        created: 1_770_000_000,
        owned_by: 'anyscale',
      })),
    ),
  },
  modelNotFound: (id) =>
    openAiError(404, {
      message: `The model \`${id}\` does not exist.`,
      type: 'NotFoundError',
      param: 'model',
      code: 404,
    }),
};
