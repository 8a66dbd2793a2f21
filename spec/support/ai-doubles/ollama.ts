import { modelList, openAiError, openAiShape } from './openai-shape.js';
import type { Vendor } from './vendor.js';

const model = (id: string) => ({ id, object: 'model', created: 1_770_000_000, owned_by: 'library' });

/** Ollama 0.33 (ollama/ollama, server/routes.go and openai/openai.go). A local one asks for no key. */
export const ollama: Vendor = {
  ...openAiShape,
  id: 'ollama',
  models: ['qwen3:8b', 'gpt-oss:20b'],
  embeddingModel: 'nomic-embed-text:latest',
  routes: {
    'GET /': { status: 200, body: 'Ollama is running' },
    'GET /api/version': { status: 200, body: { version: '0.33.0' } },
    'GET /v1/models': modelList([model('qwen3:8b'), model('gpt-oss:20b'), model('nomic-embed-text:latest')]),
  },
  unauthorised: () => ({ status: 401, body: { error: 'unauthorized' } }),
  modelNotFound: (id) =>
    openAiError(404, { message: `model "${id}" not found, try pulling it first`, type: 'not_found_error' }),
  serverError: () => openAiError(500, { message: 'llama runner process has terminated', type: 'api_error' }),
};
