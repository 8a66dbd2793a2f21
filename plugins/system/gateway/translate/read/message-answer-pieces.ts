import { Fields } from '../../../providers/json/fields.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { AnswerPiece } from '../answer/answer-piece.js';
import { hasError } from './chat-chunk-reader.js';
import { textPieces } from './message-event-reader.js';
import { noAnswerError, toldError } from './no-answer-error.js';
import { readFailure } from './read-failure.js';
import { readMessageEnd } from './read-message-end.js';
import { readMessageUsage } from './read-message-usage.js';

/** A whole message of Anthropic's. Throws a `GatewayError` for what is none. */
export function messageAnswerPieces(body: JsonObject): readonly AnswerPiece[] {
  const message = Fields.of(body);
  if (message && (message.string('type') === 'error' || hasError(message))) throw toldError(readFailure(message));
  if (!message?.list('content')) throw noAnswerError('message');
  return [
    { type: 'start', id: message.text('id') },
    ...message.objects('content').flatMap(blockPieces),
    ...readMessageUsage(message.fields('usage')),
    ...readMessageEnd(message),
    { type: 'end' },
  ];
}

function blockPieces(block: Fields, call: number): readonly AnswerPiece[] {
  const kind = block.text('type');
  const name = block.text('name');
  if (kind === 'text' || kind === 'thinking') return textPieces(block);
  if (kind === 'redacted_thinking') return [{ type: 'redacted-reasoning', data: block.string('data') ?? '' }];
  if (kind !== 'tool_use' || name === undefined) return [];
  return [
    { type: 'tool-start', call, id: block.text('id'), name },
    { type: 'tool-input', call, json: JSON.stringify(block.value('input') ?? {}) },
  ];
}
