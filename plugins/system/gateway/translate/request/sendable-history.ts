import { Fields } from '../../../providers/json/fields.js';
import type { AnswerFormat, JsonObject } from '../../gateway-protocol.js';

/**
 * A request that goes on in its own format. The conversation may have begun with another provider: reasoning that none of Anthropic's models has
 * signed is refused by all of them, and `thinking_blocks` are only for those who signed them.
 */
export function sendableHistory(format: AnswerFormat, body: JsonObject): JsonObject {
  if (format === 'anthropic-messages') return mapped(body, withoutUnsigned);
  return format === 'openai-chat' ? mapped(body, withoutThinking) : body;
}

function withoutUnsigned(message: Fields): JsonObject {
  const content = message.list('content');
  if (!content?.some(isUnsigned)) return message.members();
  return { ...message.members(), content: content.filter((block) => !isUnsigned(block)) };
}

function withoutThinking(message: Fields): JsonObject {
  const { thinking_blocks: signed, ...rest } = message.members();
  return signed === undefined ? message.members() : rest;
}

function mapped(body: JsonObject, map: (message: Fields) => JsonObject): JsonObject {
  const { messages } = body;
  if (!Array.isArray(messages)) return body;
  return { ...body, messages: messages.map((message: unknown) => mapOne(message, map)) };
}

function mapOne(message: unknown, map: (message: Fields) => JsonObject): unknown {
  const fields = Fields.of(message);
  return fields?.string('role') === 'assistant' ? map(fields) : message;
}

function isUnsigned(value: unknown): boolean {
  const block = Fields.of(value);
  return block?.string('type') === 'thinking' && !block.text('signature');
}
