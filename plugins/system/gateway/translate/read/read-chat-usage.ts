import type { Fields } from '../../../providers/json/fields.js';
import type { AnswerPiece } from '../answer/answer-piece.js';

/** OpenAI's counts: `prompt_tokens` includes what came from a cache and what went into one. */
export function readChatUsage(usage: Fields | undefined): readonly AnswerPiece[] {
  const prompt = usage?.count('prompt_tokens');
  const output = usage?.count('completion_tokens');
  if (prompt === undefined && output === undefined) return [];
  const details = usage?.fields('prompt_tokens_details');
  const cacheRead = details?.count('cached_tokens');
  const cacheWrite = details?.count('cache_write_tokens');
  const input = prompt === undefined ? undefined : Math.max(0, prompt - (cacheRead ?? 0) - (cacheWrite ?? 0));
  const reasoning = usage?.fields('completion_tokens_details')?.count('reasoning_tokens');
  return [{ type: 'usage', usage: { input, cacheRead, cacheWrite, output, reasoning } }];
}
