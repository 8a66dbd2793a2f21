import type { Fields } from '../../json/fields.js';
import type { WirePart } from '../wire-format.js';

/** `prompt_tokens` includes what came from the cache, `completion_tokens` the reasoning. */
export function readUsage(usage: Fields | undefined): readonly WirePart[] {
  const inputTokens = usage?.count('prompt_tokens');
  const outputTokens = usage?.count('completion_tokens');
  if (inputTokens === undefined && outputTokens === undefined) return [];
  return [
    {
      type: 'usage',
      usage: {
        ...(inputTokens === undefined ? {} : { inputTokens }),
        ...(outputTokens === undefined ? {} : { outputTokens }),
      },
    },
  ];
}
