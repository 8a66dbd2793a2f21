import type { KnownProvider } from './known-provider.js';

/** Sources: Together's OpenAPI document (April 2026) and its pages on error codes and rate limits. */
export const together: KnownProvider = {
  id: 'together',
  title: 'Together',
  kind: 'cloud',
  wireFormat: 'openai-chat',
  baseUrl: 'https://api.together.ai/v1',
  baseUrlVariables: ['TOGETHER_BASE_URL'],
  // The second name is what other tools call it.
  keyVariables: ['TOGETHER_API_KEY', 'TOGETHERAI_API_KEY'],
  defaultModel: 'openai/gpt-oss-120b',
  quirks: {
    tokenField: 'max_tokens',
    hasStreamOptions: false,
    modelsShape: 'array',
    // 403: prompt and answer together are too long; it has nothing to do with the key. 503: below the dynamic rate limit.
    statusMeanings: { '402': 'quota-exhausted', '403': 'context-too-long', '503': 'overloaded' },
  },
  // The address until April 2026, which still answers.
  conventions: { ownHosts: ['api.together.xyz'] },
};
