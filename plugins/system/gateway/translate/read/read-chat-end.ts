import type { AnswerEnd } from '../answer/answer-piece.js';

/** `eos`: Together; `max_tokens`, `model_length`: servers that are compatible. */
const ENDS: Readonly<Record<string, AnswerEnd>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** OpenAI's `finish_reason`. What is not known is an ordinary end. */
export function readChatEnd(reason: string): AnswerEnd {
  return Object.hasOwn(ENDS, reason) ? (ENDS[reason] ?? 'stop') : 'stop';
}
