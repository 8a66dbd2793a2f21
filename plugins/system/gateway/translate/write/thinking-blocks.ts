/** A block of Anthropic's reasoning as clients of OpenAI's format keep it: what LiteLLM calls `thinking_blocks`. */
export type ThinkingBlock =
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string };
