import type { WholeAnswer } from '../answer/whole-answer.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { AnswerNames } from './answer-writer.js';
import { chatEnd } from './chat-end.js';
import { chatUsage } from './chat-usage.js';
import { prefixedId } from './prefixed-id.js';

/** A whole completion of OpenAI's old kind: text only. */
export function completionAnswer(answer: WholeAnswer, names: AnswerNames): JsonObject {
  const usage = chatUsage(answer.usage);
  const text =
    answer.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('') + (answer.refusal ?? '');
  return {
    id: prefixedId('cmpl-', answer.id ?? names.id),
    object: 'text_completion',
    created: answer.created ?? names.created,
    model: names.model,
    choices: [{ index: 0, text, logprobs: null, finish_reason: completionEnd(answer.end) }],
    ...(usage !== undefined && { usage }),
  };
}

/** There are no tools. */
export function completionEnd(end: WholeAnswer['end']): string {
  const reason = chatEnd(end);
  return reason === 'tool_calls' ? 'stop' : reason;
}
