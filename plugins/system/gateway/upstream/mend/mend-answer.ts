import type { JsonObject } from '../../gateway-protocol.js';
import { chatEnd } from '../../translate/write/chat-end.js';
import { completionEnd } from '../../translate/write/completion-answer.js';
import { readChatEnd } from '../../translate/read/read-chat-end.js';
import { changed, changedItems, isObject } from './changed.js';
import { mendedCall, mendedUsage } from './mend-parts.js';

/** What stands where a provider left it out. */
export interface MendNames {
  readonly format: 'openai-chat' | 'openai-completions';
  readonly id: string;
  readonly model: string;
  /** Seconds since the epoch. */
  readonly created: number;
}

const ENDS: readonly unknown[] = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'];
const TIERS: readonly unknown[] = ['auto', 'default', 'flex', 'scale', 'priority', null, undefined];

/**
 * An answer of a provider that follows OpenAI's format more or less, as OpenAI's types have it; the same object where it is. Fields that those do
 * not know stay.
 */
export function mendedAnswer(answer: JsonObject, names: MendNames): JsonObject {
  const isChat = names.format === 'openai-chat';
  const choices = changedItems(answer['choices'], (choice, at) =>
    changed(choice, {
      index: numberOr(choice['index'], at),
      finish_reason: endOf(choice['finish_reason'] ?? 'stop', isChat),
      logprobs: isObject(choice['logprobs']) ? choice['logprobs'] : null,
      ...(isChat ? { message: mendedMessage(choice['message']) } : { text: textOr(choice['text'], '') }),
    }),
  );
  const object = isChat ? 'chat.completion' : 'text_completion';
  return changed(answer, { ...head(answer, names, object), choices, usage: mendedUsage(answer['usage']) ?? undefined });
}

/** As `mendedAnswer`, of one chunk of a stream. */
export function mendedChunk(chunk: JsonObject, names: MendNames): JsonObject {
  const isChat = names.format === 'openai-chat';
  const choices = changedItems(chunk['choices'], (choice, at) => {
    const end = choice['finish_reason'];
    return changed(choice, {
      index: numberOr(choice['index'], at),
      finish_reason: typeof end === 'string' && end !== '' ? endOf(end, isChat) : null,
      ...(isChat
        ? { delta: mendedDelta(choice['delta']) }
        : { text: textOr(choice['text'], ''), logprobs: choice['logprobs'] ?? null }),
    });
  });
  const object = isChat ? 'chat.completion.chunk' : 'text_completion';
  const usage = isChat ? mendedUsage(chunk['usage']) : (mendedUsage(chunk['usage']) ?? undefined);
  return changed(chunk, { ...head(chunk, names, object), choices, usage });
}

function head(answer: JsonObject, names: MendNames, object: string): JsonObject {
  const created = answer['created'];
  return {
    id: textOr(answer['id'], names.id) || names.id,
    object,
    created: typeof created === 'number' ? Math.floor(created) : names.created,
    model: textOr(answer['model'], names.model) || names.model,
    system_fingerprint: answer['system_fingerprint'] ?? undefined,
    service_tier: TIERS.includes(answer['service_tier']) ? answer['service_tier'] : undefined,
  };
}

function endOf(reason: unknown, isChat: boolean): string {
  const end = readChatEnd(String(reason));
  if (!isChat) return completionEnd(end);
  return ENDS.includes(reason) ? String(reason) : chatEnd(end);
}

function mendedMessage(given: unknown): JsonObject {
  const message = isObject(given) ? given : {};
  return changed(message, {
    role: 'assistant',
    content: contentOf(message['content']),
    refusal: textOr(message['refusal'], null),
    ...mendedCalls(message, (call) => mendedCall(call, { isWhole: true })),
  });
}

/** Some servers give parts, as in questions. */
function contentOf(content: unknown): string | null {
  if (!Array.isArray(content)) return textOr(content, null);
  return content.map((part: unknown) => (isObject(part) ? textOr(part['text'], '') : textOr(part, ''))).join('');
}

function mendedDelta(given: unknown): JsonObject {
  const delta = isObject(given) ? given : {};
  const { content } = delta;
  return changed(delta, {
    role: textOr(delta['role'], '') === '' ? undefined : 'assistant',
    content: Array.isArray(content) ? contentOf(content) : textOr(content, content === null ? null : undefined),
    refusal: textOr(delta['refusal'], delta['refusal'] === null ? null : undefined),
    ...mendedCalls(delta, (call, at) =>
      changed(mendedCall(call, { isWhole: false }), { index: numberOr(call['index'], at) }),
    ),
  });
}

/** What there is none of is left out: OpenAI's types know no `null` there. */
function mendedCalls(message: JsonObject, mend: (call: JsonObject, at: number) => JsonObject): JsonObject {
  const { tool_calls: calls } = message;
  return {
    tool_calls: Array.isArray(calls) && calls.length > 0 ? changedItems(calls, mend) : undefined,
    function_call: message['function_call'] ?? undefined,
    annotations: message['annotations'] ?? undefined,
  };
}

function numberOr(value: unknown, other: number): number {
  return typeof value === 'number' ? value : other;
}

function textOr<Other>(value: unknown, other: Other): string | Other {
  return typeof value === 'string' ? value : other;
}
