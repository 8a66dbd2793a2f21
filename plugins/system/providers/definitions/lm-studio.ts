import type { KnownProvider } from './known-provider.js';

/** Source: LM Studio's documentation (0.4). It has no health path: the list of models tells. */
export const lmStudio: KnownProvider = {
  id: 'lm-studio',
  title: 'LM Studio',
  kind: 'local-server',
  wireFormat: 'openai-chat',
  baseUrl: 'http://127.0.0.1:1234/v1',
  keyVariables: ['LM_API_TOKEN'],
  isKeyOptional: true,
  setupHint: 'Start its server: lms server start',
  quirks: { tokenField: 'max_tokens' },
};
