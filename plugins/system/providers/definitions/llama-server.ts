import type { KnownProvider } from './known-provider.js';

/** Source: llama.cpp, `tools/server/README.md`. The default port was 8080 until August 2026. */
export const llamaServer: KnownProvider = {
  id: 'llama-server',
  title: 'llama.cpp',
  kind: 'local-server',
  wireFormat: 'openai-chat',
  baseUrl: 'http://127.0.0.1:9931/v1',
  otherBaseUrls: ['http://127.0.0.1:8080/v1'],
  baseUrlVariables: ['LLAMA_ARG_HOST', 'LLAMA_ARG_PORT'],
  keyVariables: ['LLAMA_API_KEY'],
  isKeyOptional: true,
  // Public also when a key is set, 503 while the model loads, and it does not wake one that sleeps.
  healthPath: '/health',
  setupHint: 'Start it: llama-server -m model.gguf',
  quirks: { tokenField: 'max_tokens' },
  conventions: { listenVariables: { host: 'LLAMA_ARG_HOST', port: 'LLAMA_ARG_PORT' } },
};
