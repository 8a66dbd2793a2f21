import type { KnownProvider } from './known-provider.js';

/** Source: Ollama 0.33, `openai/openai.go` and `envconfig/config.go`. `max_completion_tokens` is ignored there in silence. */
export const ollama: KnownProvider = {
  id: 'ollama',
  title: 'Ollama',
  kind: 'local-server',
  wireFormat: 'openai-chat',
  baseUrl: 'http://127.0.0.1:11434/v1',
  baseUrlVariables: ['OLLAMA_HOST'],
  // For models in its cloud; a server on this machine takes any key and looks at none.
  keyVariables: ['OLLAMA_API_KEY'],
  isKeyOptional: true,
  healthPath: '/api/version',
  setupHint: 'Start it: ollama serve',
  quirks: { tokenField: 'max_tokens' },
  conventions: { listenVariables: { host: 'OLLAMA_HOST' } },
};
