import type { KnownProvider } from './known-provider.js';

/** The last ones that take `temperature` and `top_p`, with `anthropic-version: 2023-06-01`. */
const SAMPLING = ['^claude-haiku-4-5', '^claude-sonnet-4-[56]', '^claude-opus-4-[56]'];

/** Sources: the official SDK 1.12 and the vendor's pages on models and errors (October 2026). */
export const anthropic: KnownProvider = {
  id: 'anthropic',
  title: 'Anthropic',
  kind: 'cloud',
  wireFormat: 'anthropic-messages',
  baseUrl: 'https://api.anthropic.com/v1',
  baseUrlVariables: ['ANTHROPIC_BASE_URL'],
  // Only one of them is sent: both at once are answered with a 401.
  keyVariables: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
  // The cheapest of its family: what nobody chose must not surprise on the bill.
  defaultModel: 'claude-haiku-5-5',
  quirks: { samplingModels: SAMPLING, embeddingBatch: 0 },
};
