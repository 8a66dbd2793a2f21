import { Fields } from '../../../../providers/json/fields.js';
import type { JsonObject } from '../../../gateway-protocol.js';
import type { TranslationTarget } from '../../translation.js';
import { refusedChatFields } from '../refused-chat-fields.js';
import { wrong } from '../refuse.js';
import type { TranslatedRequest } from '../translated-request.js';
import { answerShape } from './answer-shape.js';
import { messageTools } from './message-tools.js';
import { messageTurns } from './message-turns.js';
import { reasoningFields } from './reasoning-fields.js';
import { samplingFields } from './sampling-fields.js';

/** Every Claude that is served writes this much. */
const UNKNOWN_MODEL_TOKENS = 8192;
/** Without a wish of the client: enough for any answer; the maximum of a model would take room from its input. */
const DEFAULT_TOKENS = 32_000;

/** A request of OpenAI's chat completions in Anthropic's format. Throws a `GatewayError` for what cannot be said in it. */
export function chatToMessages(body: JsonObject, target: TranslationTarget): TranslatedRequest {
  const notes = [...refusedChatFields(body)];
  const fields = Fields.of(body);
  const messages = fields?.list('messages') ?? wrong('messages', 'messages is a list.');
  const { system, turns } = messageTurns(messages, notes);
  const maxTokens = tokens(fields, target, notes);
  const shape = answerShape(body['response_format']);
  const { thinking, effort } = reasoningFields(body['reasoning_effort'], target.modelId, maxTokens);
  if (shape.instruction !== undefined) system.push({ type: 'text', text: shape.instruction });
  const output = { ...(effort !== undefined && { effort }), ...(shape.format && { format: shape.format }) };
  const stops = stopSequences(body['stop']);
  const user = fields?.text('safety_identifier') ?? fields?.text('user');
  return {
    body: {
      model: target.modelId,
      max_tokens: maxTokens,
      ...(system.length > 0 && { system: joined(system) }),
      messages: turns,
      ...(body['stream'] === true && { stream: true }),
      ...(stops.length > 0 && { stop_sequences: stops }),
      ...samplingFields(body, thinking?.['type'] === 'enabled', notes),
      ...messageTools(body),
      ...(thinking && { thinking }),
      ...(Object.keys(output).length > 0 && { output_config: output }),
      ...(user !== undefined && { metadata: { user_id: user } }),
      ...serviceTier(body['service_tier']),
      ...(fields?.fields('cache_control') && { cache_control: body['cache_control'] }),
    },
    notes,
  };
}

function tokens(fields: Fields | undefined, { modelId, maxOutputTokens }: TranslationTarget, notes: string[]): number {
  const asked = fields?.count('max_completion_tokens') ?? fields?.count('max_tokens');
  if (asked === undefined) return Math.min(maxOutputTokens ?? UNKNOWN_MODEL_TOKENS, DEFAULT_TOKENS);
  const most = maxOutputTokens ?? Number.MAX_SAFE_INTEGER;
  if (asked > most) notes.push(`the answer is limited to ${most} tokens: ${modelId} writes no more`);
  return Math.max(1, Math.min(asked, most));
}

/** A text where nothing of it is to be cached: that is what most servers know. */
function joined(system: readonly object[]): unknown {
  if (system.some((block) => 'cache_control' in block)) return system;
  return system.map((block) => Fields.of(block)?.string('text') ?? '').join('\n\n');
}

/** Blank ones are refused by Anthropic. */
function stopSequences(stop: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(stop) ? stop : [stop];
  return all.filter((text): text is string => typeof text === 'string' && text.trim() !== '');
}

function serviceTier(tier: unknown): JsonObject {
  if (tier === 'auto') return { service_tier: 'auto' };
  return tier === 'default' ? { service_tier: 'standard_only' } : {};
}
