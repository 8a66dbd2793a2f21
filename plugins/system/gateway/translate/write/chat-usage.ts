import { allInput, type AnswerUsage } from '../answer/answer-usage.js';

/** OpenAI's counts; `undefined` when the provider told none. */
export function chatUsage(usage: AnswerUsage): object | undefined {
  const input = allInput(usage);
  if (input === undefined && usage.output === undefined) return undefined;
  const { cacheRead, cacheWrite, reasoning, output = 0 } = usage;
  return {
    prompt_tokens: input ?? 0,
    completion_tokens: output,
    total_tokens: (input ?? 0) + output,
    ...((cacheRead !== undefined || cacheWrite !== undefined) && {
      prompt_tokens_details: {
        ...(cacheRead !== undefined && { cached_tokens: cacheRead }),
        ...(cacheWrite !== undefined && { cache_write_tokens: cacheWrite }),
      },
    }),
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}
