import type { AnswerUsage } from '../answer/answer-usage.js';

/** Counts of a whole message, in Anthropic's format. */
export function messageUsage(usage: AnswerUsage): object {
  return {
    input_tokens: usage.input ?? 0,
    ...counts(usage),
    cache_creation: null,
    inference_geo: null,
    service_tier: null,
    speed: null,
  };
}

/** Those of `message_delta`: totals, of which the input is only told here when it was not known at the start. */
export function messageDeltaUsage(usage: AnswerUsage): object {
  return { input_tokens: usage.input ?? null, ...counts(usage) };
}

function counts({ output = 0, cacheRead, cacheWrite, reasoning }: AnswerUsage): object {
  return {
    output_tokens: output,
    cache_creation_input_tokens: cacheWrite ?? null,
    cache_read_input_tokens: cacheRead ?? null,
    output_tokens_details: reasoning === undefined ? null : { thinking_tokens: reasoning },
    server_tool_use: null,
  };
}
