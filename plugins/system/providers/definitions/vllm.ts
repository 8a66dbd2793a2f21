import type { KnownProvider } from './known-provider.js';

/**
 * Source: vLLM's documentation of its OpenAI-compatible server. The list of models tells whether it is there, not `/health`:
 * port 8000 is also where uvicorn serves by default, and a project's own server often has a `/health` too.
 */
export const vllm: KnownProvider = {
  id: 'vllm',
  title: 'vLLM',
  kind: 'local-server',
  wireFormat: 'openai-chat',
  baseUrl: 'http://127.0.0.1:8000/v1',
  keyVariables: ['VLLM_API_KEY'],
  isKeyOptional: true,
  setupHint: 'Start it: vllm serve <model>',
  quirks: { tokenField: 'max_tokens' },
};
