import { Fields } from '../../../providers/json/fields.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { AnswerPiece } from '../answer/answer-piece.js';
import { hasError } from './chat-chunk-reader.js';
import { chatChoicePieces } from './chat-message-pieces.js';
import { noAnswerError, toldError } from './no-answer-error.js';
import { readChatUsage } from './read-chat-usage.js';
import { readFailure } from './read-failure.js';
import { ToolCallReader } from './tool-call-reader.js';

/** A whole chat completion. Throws a `GatewayError` for what is none. */
export function chatAnswerPieces(body: JsonObject): readonly AnswerPiece[] {
  const answer = Fields.of(body);
  if (answer && hasError(answer)) throw toldError(readFailure(answer));
  const choice = answer?.objects('choices')[0];
  if (!answer || !choice?.fields('message')) throw noAnswerError('chat completion');
  return [
    { type: 'start', id: answer.text('id'), created: answer.count('created') },
    ...chatChoicePieces(choice, new ToolCallReader()),
    ...readChatUsage(answer.fields('usage')),
    { type: 'end' },
  ];
}
