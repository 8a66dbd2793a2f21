import type { Fields } from '../../json/fields.js';
import type { WirePart } from '../wire-format.js';

const inputs = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'];

/**
 * `input_tokens` is without what was written to the cache or read from it. The counts of `message_delta` are totals, not
 * additions; there an input of nothing means that it is not told again.
 */
export function readUsage(usage: Fields | undefined): readonly WirePart[] {
  const inputTokens = inputs.reduce((sum, name) => sum + (usage?.count(name) ?? 0), 0);
  const outputTokens = usage?.count('output_tokens');
  if (inputTokens === 0 && outputTokens === undefined) return [];
  return [
    {
      type: 'usage',
      usage: { ...(inputTokens === 0 ? {} : { inputTokens }), ...(outputTokens === undefined ? {} : { outputTokens }) },
    },
  ];
}
