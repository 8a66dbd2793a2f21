import { Fields } from '../../../../providers/json/fields.js';
import type { JsonObject } from '../../../gateway-protocol.js';
import type { TranslationTarget } from '../../translation.js';
import { refuse, wrong } from '../refuse.js';
import type { TranslatedRequest } from '../translated-request.js';
import { chatMessages } from './chat-messages.js';
import { chatReasoning } from './chat-reasoning.js';
import { chatTools } from './chat-tools.js';
import { isStrictSchema } from './is-strict-schema.js';

/** OpenAI takes no more. */
const MOST_STOP_SEQUENCES = 4;
const DROPPED = ['container', 'context_management', 'diagnostics', 'inference_geo', 'mcp_servers', 'speed', 'top_k'];

/**
 * A request of Anthropic's messages in the format of OpenAI's chat completions. Throws a `GatewayError` for what cannot be said in it. The limit of
 * the answer is in `max_completion_tokens`, and a stream is asked for its usage: quirks of providers are not looked at here.
 */
export function messagesToChat(body: JsonObject, target: TranslationTarget): TranslatedRequest {
  const fields = Fields.of(body);
  const notes = DROPPED.filter((name) => body[name] !== undefined && body[name] !== null).map(
    (name) => `${name} is left out: OpenAI's format has no such field`,
  );
  const messages = fields?.list('messages') ?? wrong('messages', 'messages is a list.');
  const effort = chatReasoning(fields);
  const stops = stopSequences(fields, notes);
  const user = fields?.fields('metadata')?.text('user_id');
  return {
    body: {
      model: target.modelId,
      messages: chatMessages(body['system'], messages, notes),
      ...tokens(fields, target, notes),
      ...(body['stream'] === true && { stream: true, stream_options: { include_usage: true } }),
      ...(stops.length > 0 && { stop: stops }),
      ...picked(fields, ['temperature', 'top_p']),
      ...chatTools(body),
      ...(effort !== undefined && { reasoning_effort: effort }),
      ...responseFormat(fields),
      ...(user !== undefined && { user }),
    },
    notes,
  };
}

function tokens(fields: Fields | undefined, target: TranslationTarget, notes: string[]): JsonObject {
  const asked = fields?.count('max_tokens');
  if (asked === undefined) return {};
  if (asked === 0) refuse('max_tokens', 'max_tokens 0 only fills the cache of Anthropic: this model has none.');
  const most = target.maxOutputTokens ?? Number.MAX_SAFE_INTEGER;
  if (asked > most) notes.push(`the answer is limited to ${most} tokens: ${target.modelId} writes no more`);
  return { max_completion_tokens: Math.min(asked, most) };
}

function stopSequences(fields: Fields | undefined, notes: string[]): readonly string[] {
  const all = fields?.strings('stop_sequences').filter((text) => text !== '') ?? [];
  if (all.length > MOST_STOP_SEQUENCES) notes.push(`only the first ${MOST_STOP_SEQUENCES} stop sequences are sent`);
  return all.slice(0, MOST_STOP_SEQUENCES);
}

function picked(fields: Fields | undefined, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields?.number(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function responseFormat(fields: Fields | undefined): JsonObject {
  const schema = fields?.fields('output_config')?.fields('format')?.fields('schema')?.members();
  if (!schema) return {};
  const strict = isStrictSchema(schema);
  return { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict } } };
}
