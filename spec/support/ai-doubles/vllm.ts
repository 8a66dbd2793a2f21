import { modelList, openAiError, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

/** vLLM (vllm/entrypoints/openai). `/health` is an empty 200; the key protects `/v1` only; codes are numbers. */
export const vllm: Vendor = {
  ...openAiShape,
  id: 'vllm',
  models: ['Qwen/Qwen3-8B'],
  embeddingModel: 'BAAI/bge-m3',
  routes: {
    'GET /health': { status: 200 },
    'GET /version': { status: 200, body: { version: '0.14.0' } },
    'GET /v1/models': modelList([
      {
        id: 'Qwen/Qwen3-8B',
        object: 'model',
        created: 1_780_000_000,
        owned_by: 'vllm',
        root: 'Qwen/Qwen3-8B',
        parent: null,
        max_model_len: 40_960,
        permission: [],
      },
    ]),
  },
  publicPaths: ['/health', '/version', '/load'],
  unauthorised: () => ({ status: 401, body: { error: 'Unauthorized' } }),
  modelNotFound: (id) =>
    openAiError(404, {
      message: `The model \`${id}\` does not exist.`,
      type: 'NotFoundError',
      param: 'model',
      code: 404,
    }),
  serverError: () =>
    openAiError(500, { message: 'EngineCore encountered an issue', type: 'InternalServerError', code: 500 }),
};
