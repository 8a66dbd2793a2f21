import type { AnswerEnd } from '../answer/answer-piece.js';

/** OpenAI's `finish_reason`. */
export function chatEnd(end: AnswerEnd | undefined): 'stop' | 'length' | 'tool_calls' | 'content_filter' {
  if (end === 'length') return 'length';
  if (end === 'tool-calls') return 'tool_calls';
  return end === 'content-filter' ? 'content_filter' : 'stop';
}
