import { Fields } from '../../../providers/json/fields.js';
import type { AnswerPiece, PieceReader } from '../answer/answer-piece.js';
import { chatChoicePieces } from './chat-message-pieces.js';
import { readChatUsage } from './read-chat-usage.js';
import { readFailure } from './read-failure.js';
import { ToolCallReader } from './tool-call-reader.js';

/** A stream of OpenAI's chat completions. Only the first choice is read: more are never asked for. */
export class ChatChunkReader implements PieceReader {
  readonly #calls = new ToolCallReader();
  #hasStarted = false;
  #hasChoice = false;

  read({ data }: { readonly data: string }): readonly AnswerPiece[] {
    if (data.trim() === '[DONE]') return this.#hasChoice ? [{ type: 'end' }] : [];
    const chunk = Fields.parse(data);
    if (!chunk) return [];
    if (hasError(chunk)) return [{ type: 'error', error: readFailure(chunk) }];
    const choice = chunk.objects('choices').find((item) => (item.count('index') ?? 0) === 0);
    this.#hasChoice ||= choice !== undefined;
    return [
      ...this.#start(chunk),
      ...(choice ? chatChoicePieces(choice, this.#calls) : []),
      ...readChatUsage(chunk.fields('usage') ?? choice?.fields('usage')),
    ];
  }

  #start(chunk: Fields): readonly AnswerPiece[] {
    if (this.#hasStarted) return [];
    this.#hasStarted = true;
    return [{ type: 'start', id: chunk.text('id'), created: chunk.count('created') }];
  }
}

export function hasError(body: Fields): boolean {
  const error = body.value('error');
  return error !== undefined && error !== null;
}
