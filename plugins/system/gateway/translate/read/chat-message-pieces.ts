import { Fields } from '../../../providers/json/fields.js';
import type { AnswerPiece } from '../answer/answer-piece.js';
import { readChatEnd } from './read-chat-end.js';
import type { ToolCallReader } from './tool-call-reader.js';

/** What the first choice of a chat answer says: whole (`message`) or a piece of one (`delta`). */
export function chatChoicePieces(choice: Fields, calls: ToolCallReader): readonly AnswerPiece[] {
  const message = choice.fields('delta') ?? choice.fields('message');
  const reason = choice.text('finish_reason');
  return [
    ...(message ? messagePieces(message, calls) : []),
    ...(reason === undefined ? [] : [{ type: 'finish', reason: readChatEnd(reason) } as const]),
  ];
}

function messagePieces(message: Fields, calls: ToolCallReader): readonly AnswerPiece[] {
  const pieces: AnswerPiece[] = [];
  // llama.cpp and vLLM say `reasoning_content`, Ollama and Together `reasoning`.
  const reasoning = message.text('reasoning_content') ?? message.text('reasoning');
  if (reasoning !== undefined) pieces.push({ type: 'reasoning', text: reasoning });
  const text = contentText(message.value('content'));
  if (text !== '') pieces.push({ type: 'text', text });
  const refusal = message.text('refusal');
  if (refusal !== undefined) pieces.push({ type: 'refusal', text: refusal });
  for (const call of message.objects('tool_calls')) pieces.push(...calls.read(call));
  return pieces;
}

/** A text; some servers send parts as they come in requests. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => Fields.of(part)?.string('text') ?? '').join('');
}
