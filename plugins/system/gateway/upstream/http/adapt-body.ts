import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { samplingParameters } from '../../../providers/wire/sampling-parameters.js';
import { tokenField } from '../../../providers/wire/openai-chat/token-field.js';
import type { WireContext } from '../../../providers/wire/wire-format.js';
import type { JsonObject } from '../../gateway-protocol.js';
import { withToolEffort } from './tool-effort.js';

export interface AdaptOptions {
  readonly context: WireContext;
  readonly model: AiModelInfo;
  readonly isStream: boolean;
}

export interface AdaptedBody {
  readonly body: JsonObject;
  /** What was changed and why, for debug lines. */
  readonly notes: readonly string[];
}

/** A chat in OpenAI's format as this provider and this model take it. What is not known stays as it is. */
export function adaptChat(sent: JsonObject, options: AdaptOptions): AdaptedBody {
  const { context, model, isStream } = options;
  const { quirks } = context.definition;
  const effort = withToolEffort(sent, context.definition, model.id);
  const notes: string[] = effort.note === undefined ? [] : [effort.note];
  const body: Record<string, unknown> = { ...effort.body, model: model.id };
  dropSampling(body, options, notes);
  const { max_tokens: old, max_completion_tokens: limit = old } = body;
  delete body['max_tokens'];
  delete body['max_completion_tokens'];
  if (isSaid(limit)) body[tokenField(context, model.id)] = limited(limit, model, notes);
  if (quirks?.completionTokenModels === undefined) body['messages'] = withoutDeveloper(body['messages']);
  if (isStream) setStreamOptions(body, options);
  return { body, notes };
}

/** A request for `/completions` of a provider that has it. */
export function adaptCompletion(sent: JsonObject, options: AdaptOptions): AdaptedBody {
  const body: Record<string, unknown> = { ...sent, model: options.model.id };
  if (options.isStream) setStreamOptions(body, options);
  return { body, notes: [] };
}

/** As `adaptChat`, in Anthropic's format. */
export function adaptMessages(sent: JsonObject, options: AdaptOptions): AdaptedBody {
  const { model } = options;
  const notes: string[] = [];
  const body: Record<string, unknown> = { ...sent, model: model.id };
  dropSampling(body, options, notes);
  if (isSaid(body['max_tokens'])) body['max_tokens'] = limited(body['max_tokens'], model, notes);
  return { body, notes };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function dropSampling(body: Record<string, unknown>, { context, model }: AdaptOptions, notes: string[]): void {
  const asked = { messages: [], temperature: numberOf(body['temperature']), topP: numberOf(body['top_p']) };
  const taken = samplingParameters(context.definition.quirks, model.id, asked);
  notes.push(...taken.notes);
  if (taken.temperature === undefined && asked.temperature !== undefined) delete body['temperature'];
  if (taken.topP === undefined && asked.topP !== undefined) delete body['top_p'];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Providers answer 400 to more than the model writes. */
function limited(asked: unknown, { id, maxOutputTokens }: AiModelInfo, notes: string[]): unknown {
  if (typeof asked !== 'number' || maxOutputTokens === undefined || asked <= maxOutputTokens) return asked;
  notes.push(`the answer is limited to ${maxOutputTokens} tokens: ${id} writes no more`);
  return maxOutputTokens;
}

/** Only OpenAI knows the role. */
function withoutDeveloper(messages: unknown): unknown {
  if (!Array.isArray(messages) || !messages.some((message) => roleOf(message) === 'developer')) return messages;
  return messages.map((message: unknown) =>
    roleOf(message) === 'developer' ? { ...(message as object), role: 'system' } : message,
  );
}

function roleOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? (message as { role?: unknown }).role : undefined;
}

/** Without `include_usage` a stream says nothing of tokens; padding of the chunks only costs time. */
function setStreamOptions(body: Record<string, unknown>, { context }: AdaptOptions): void {
  const { quirks } = context.definition;
  if (quirks?.hasStreamOptions === false) delete body['stream_options'];
  else
    body['stream_options'] = {
      ...(quirks?.hasObfuscation === true && { include_obfuscation: false }),
      ...(body['stream_options'] as object | undefined),
      include_usage: true,
    };
}
