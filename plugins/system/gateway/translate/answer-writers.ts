import { Fields } from '../../providers/json/fields.js';
import type { AnswerFormat, JsonObject } from '../gateway-protocol.js';
import type { WholeAnswer } from './answer/whole-answer.js';
import type { AnswerNames, AnswerWriter } from './write/answer-writer.js';
import { chatAnswer } from './write/chat-answer.js';
import { ChatStreamWriter } from './write/chat-stream-writer.js';
import { completionAnswer } from './write/completion-answer.js';
import { CompletionStreamWriter } from './write/completion-stream-writer.js';
import { messageAnswer } from './write/message-answer.js';
import { MessageStreamWriter } from './write/message-stream-writer.js';

/** Writes a stream for a client of this format. `request`: what it sent. For models that answer in pieces, whoever they are. */
export function answerWriter(format: AnswerFormat, names: AnswerNames, request: JsonObject): AnswerWriter {
  if (format === 'anthropic-messages') return new MessageStreamWriter(names);
  const options = { ...names, includeUsage: asksForUsage(request) };
  return format === 'openai-chat' ? new ChatStreamWriter(options) : new CompletionStreamWriter(options);
}

/** A whole answer for a client of this format. */
export function writtenAnswer(format: AnswerFormat, answer: WholeAnswer, names: AnswerNames): JsonObject {
  if (format === 'anthropic-messages') return messageAnswer(answer, names);
  return format === 'openai-chat' ? chatAnswer(answer, names) : completionAnswer(answer, names);
}

/** `stream_options.include_usage` of OpenAI's requests. */
export function asksForUsage(request: JsonObject): boolean {
  return Fields.of(request)?.fields('stream_options')?.boolean('include_usage') === true;
}
