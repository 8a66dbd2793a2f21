import { modelList, openAiError, openAiShape } from './openai-shape.js';
import type { Answer, Vendor } from './vendor.js';

/** While the model is read from disk (ggml-org/llama.cpp, tools/server/README.md). Its codes are numbers. */
export const llamaServerLoading: Answer = {
  status: 503,
  body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
};

/** llama-server. `/health` is answered without a key. */
export const llamaServer: Vendor = {
  ...openAiShape,
  id: 'llama-server',
  models: ['qwen3-8b-q4_k_m.gguf'],
  embeddingModel: 'nomic-embed.gguf',
  routes: {
    'GET /health': { status: 200, body: { status: 'ok' } },
    'GET /v1/models': modelList([
      {
        id: 'qwen3-8b-q4_k_m.gguf',
        object: 'model',
        created: 1_780_000_000,
        owned_by: 'llamacpp',
        meta: { vocab_type: 2, n_vocab: 151_936, n_ctx_train: 40_960, n_embd: 4096, n_params: 8_190_735_360 },
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
      },
    ]),
  },
  publicPaths: ['/health', '/v1/health'],
  unauthorised: () => openAiError(401, { message: 'Invalid API Key', type: 'authentication_error', code: 401 }),
  modelNotFound: (id) => openAiError(404, { message: `model '${id}' not found`, type: 'not_found_error', code: 404 }),
  serverError: () => openAiError(500, { message: 'decode failed', type: 'server_error', code: 500 }),
};
