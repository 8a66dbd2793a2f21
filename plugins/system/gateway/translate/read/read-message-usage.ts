import type { Fields } from '../../../providers/json/fields.js';
import type { AnswerPiece } from '../answer/answer-piece.js';

/** Anthropic's counts. Those of `message_delta` are totals, not additions; there an input of nothing means that it is not told again. */
export function readMessageUsage(usage: Fields | undefined): readonly AnswerPiece[] {
  const output = usage?.count('output_tokens');
  const told = {
    input: usage?.count('input_tokens'),
    cacheRead: usage?.count('cache_read_input_tokens'),
    cacheWrite: usage?.count('cache_creation_input_tokens'),
  };
  const hasInput = (told.input ?? 0) + (told.cacheRead ?? 0) + (told.cacheWrite ?? 0) > 0;
  if (!hasInput && output === undefined) return [];
  const reasoning = usage?.fields('output_tokens_details')?.count('thinking_tokens');
  return [{ type: 'usage', usage: { ...(hasInput && told), output, reasoning } }];
}
