import type { Fields } from '../../../providers/json/fields.js';
import type { AnswerEnd, AnswerPiece } from '../answer/answer-piece.js';

const ENDS: Readonly<Record<string, AnswerEnd>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  stop_sequence: 'stop-sequence',
  tool_use: 'tool-calls',
  refusal: 'content-filter',
  pause_turn: 'pause',
};

/** `stop_reason` and what goes with it, of a message or of `message_delta`. What is not known is an ordinary end. */
export function readMessageEnd(message: Fields | undefined): readonly AnswerPiece[] {
  const reason = message?.text('stop_reason');
  if (reason === undefined) return [];
  const end = Object.hasOwn(ENDS, reason) ? (ENDS[reason] ?? 'stop') : 'stop';
  const explanation = message?.fields('stop_details')?.text('explanation');
  return [
    ...(explanation === undefined ? [] : [{ type: 'refusal', text: explanation } as const]),
    { type: 'finish', reason: end, stopSequence: message?.string('stop_sequence') },
  ];
}
