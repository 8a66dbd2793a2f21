import type { KnownProvider } from './known-provider.js';

/** A service that the customer deploys (Ray Serve LLM on vLLM): there is no public address any more. */
export const anyscale: KnownProvider = {
  id: 'anyscale',
  title: 'Anyscale',
  kind: 'cloud',
  wireFormat: 'openai-chat',
  baseUrlVariables: ['ANYSCALE_BASE_URL'],
  keyVariables: ['ANYSCALE_API_KEY'],
  setupHint:
    'Set ANYSCALE_BASE_URL to the address of your own Anyscale service, and ANYSCALE_API_KEY to its token: the public endpoints ended on 2024-08-01.',
  quirks: { tokenField: 'max_tokens' },
  conventions: { pathOfBareAddress: '/v1' },
};
