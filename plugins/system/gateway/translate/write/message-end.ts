import type { AnswerEnd } from '../answer/answer-piece.js';

const REASONS: Readonly<Record<AnswerEnd, string>> = {
  stop: 'end_turn',
  'stop-sequence': 'stop_sequence',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  pause: 'pause_turn',
};

export interface EndOfMessage {
  readonly end: AnswerEnd | undefined;
  readonly stopSequence: string | undefined;
  readonly refusal: string | undefined;
  readonly hasCalls: boolean;
}

/** What Anthropic's format says of the end, in a message and in `message_delta`. Some servers end calls of tools with a plain `stop`. */
export function messageEnd({ end = 'stop', stopSequence, refusal, hasCalls }: EndOfMessage): object {
  const told = hasCalls && end === 'stop' ? 'tool-calls' : end;
  const reason = refusal === undefined ? REASONS[told] : 'refusal';
  return {
    stop_reason: reason,
    stop_sequence: reason === 'stop_sequence' ? (stopSequence ?? null) : null,
    stop_details: reason === 'refusal' ? { type: 'refusal', category: null, explanation: refusal ?? null } : null,
  };
}
